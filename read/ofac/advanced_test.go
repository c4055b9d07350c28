package ofac_test

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/ofac"
	"spoor/read/readtest"
)

// advancedHead and what follows are in the published form; the names are invented.
const advancedHead = `<?xml version="1.0" encoding="utf-8"?><Sanctions xmlns="https://example.org/ADVANCED_XML">
<DateOfIssue CalendarTypeID="1"><Year>2024</Year><Month>5</Month><Day>2</Day></DateOfIssue>
<ReferenceValueSets>
<AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1401">F.K.A.</AliasType><AliasType ID="1403">Name</AliasType></AliasTypeValues>
<CountryValues><Country ID="11067" ISO2="CD">Congo, Democratic Republic of the</Country><Country ID="11216" ISO2="PA">Panama</Country></CountryValues>
<DetailReferenceValues><DetailReference ID="91526">Male</DetailReference><DetailReference ID="7">Tanker</DetailReference></DetailReferenceValues>
<FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="9">Place of Birth</FeatureType><FeatureType ID="10">Nationality Country</FeatureType>
<FeatureType ID="25">Location</FeatureType><FeatureType ID="224">Gender</FeatureType><FeatureType ID="344">Digital Currency Address - XBT</FeatureType>
<FeatureType ID="26">Title</FeatureType><FeatureType ID="3">VESSEL FLAG</FeatureType><FeatureType ID="2">VESSEL TYPE</FeatureType><FeatureType ID="504">Secondary sanctions risk:</FeatureType></FeatureTypeValues>
<IDRegDocDateTypeValues><IDRegDocDateType ID="1480">Issue Date</IDRegDocDateType><IDRegDocDateType ID="1481">Expiration Date</IDRegDocDateType></IDRegDocDateTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType><IDRegDocType ID="1626">Vessel Registration Identification</IDRegDocType></IDRegDocTypeValues>
<LegalBasisValues><LegalBasis ID="5">Executive Order 13413</LegalBasis></LegalBasisValues>
<LocPartTypeValues><LocPartType ID="1451">ADDRESS1</LocPartType><LocPartType ID="1454">CITY</LocPartType></LocPartTypeValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType></NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType><PartyType ID="4">Transport</PartyType></PartyTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="2">Block</SanctionsType></SanctionsTypeValues>
<ScriptValues><Script ID="215" ScriptCode="Latn">Latin</Script><Script ID="220" ScriptCode="Cyrl">Cyrillic</Script><Script ID="500" ScriptCode="Hans">Chinese Simplified</Script></ScriptValues>
</ReferenceValueSets>
<Locations><Location ID="34"><LocationCountry CountryID="11067"/><LocationPart LocPartTypeID="1451"><LocationPartValue Primary="true"><Value>Road 1</Value></LocationPartValue></LocationPart><LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true"><Value>Goma</Value></LocationPartValue></LocationPart></Location>
<Location ID="35"><LocationCountry CountryID="11067"/></Location><Location ID="36"><LocationCountry CountryID="11216"/></Location></Locations>
<IDRegDocuments><IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="90" IssuedBy-CountryID="11067"><IDRegistrationNo>OB0123</IDRegistrationNo>
<DocumentDate IDRegDocDateTypeID="1481"><DatePeriod><Start><From><Year>2028</Year><Month>5</Month><Day>20</Day></From></Start></DatePeriod></DocumentDate></IDRegDocument>
<IDRegDocument ID="2" IDRegDocTypeID="1626" IdentityID="91"><IDRegistrationNo>IMO 9074729</IDRegistrationNo></IDRegDocument></IDRegDocuments>
<DistinctParties>`

const advancedParties = `<DistinctParty FixedRef="7782"><Comment>(Linked To: HARBOUR TRADE FRONT)</Comment><Profile ID="7782" PartySubTypeID="4"><Identity ID="90" FixedRef="7782" Primary="true">
<Alias AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="1"><DocumentedNamePart><NamePartValue NamePartGroupID="11" ScriptID="215">VENN</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID="12" ScriptID="215">Aram</NamePartValue></DocumentedNamePart></DocumentedName>
<DocumentedName ID="2"><DocumentedNamePart><NamePartValue NamePartGroupID="11" ScriptID="220">ВЕНН</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID="12" ScriptID="220">Арам</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<Alias AliasTypeID="1400" LowQuality="true"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="11" ScriptID="215">TALL ONE</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<Alias AliasTypeID="1400" LowQuality="false"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="11" ScriptID="500">王</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID="12" ScriptID="500">小明</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="11" NamePartTypeID="1520"/></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="12" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups></Identity>
<Feature FeatureTypeID="8"><FeatureVersion><DatePeriod><Start Approximate="false"><From><Year>1962</Year><Month>11</Month><Day>23</Day></From><To><Year>1962</Year><Month>11</Month><Day>23</Day></To></Start><End Approximate="false"><From><Year>1962</Year><Month>11</Month><Day>23</Day></From><To><Year>1962</Year><Month>11</Month><Day>23</Day></To></End></DatePeriod></FeatureVersion></Feature>
<Feature FeatureTypeID="8"><FeatureVersion><DatePeriod><Start Approximate="true"><From><Year>1951</Year><Month>1</Month><Day>1</Day></From></Start><End Approximate="true"><To><Year>1951</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod></FeatureVersion></Feature>
<Feature FeatureTypeID="8"><FeatureVersion><DatePeriod><Start><From><Year>1955</Year><Month>1</Month><Day>1</Day></From></Start><End><To><Year>1957</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod></FeatureVersion></Feature>
<Feature FeatureTypeID="8"><FeatureVersion><DatePeriod><Start><From><Year>1964</Year><Month>2</Month><Day>1</Day></From></Start><End><To><Year>1964</Year><Month>2</Month><Day>29</Day></To></End></DatePeriod></FeatureVersion></Feature>
<Feature FeatureTypeID="9"><FeatureVersion><VersionDetail DetailTypeID="1432">Goma, Congo, Democratic Republic of the</VersionDetail></FeatureVersion></Feature>
<Feature FeatureTypeID="10"><FeatureVersion><VersionLocation LocationID="35"/></FeatureVersion></Feature>
<Feature FeatureTypeID="25"><FeatureVersion><VersionLocation LocationID="34"/></FeatureVersion></Feature>
<Feature FeatureTypeID="224"><FeatureVersion><VersionDetail DetailReferenceID="91526"/></FeatureVersion></Feature>
<Feature FeatureTypeID="26"><FeatureVersion><VersionDetail>Minister</VersionDetail></FeatureVersion></Feature>
<Feature FeatureTypeID="504"><FeatureVersion><VersionDetail>section 1</VersionDetail></FeatureVersion></Feature>
<Feature FeatureTypeID="344"><FeatureVersion><VersionDetail>12aNKp2iDKuhEde2YfPdd4DFGenRUTKupL</VersionDetail></FeatureVersion></Feature></Profile></DistinctParty>
<DistinctParty FixedRef="7783"><Profile ID="7783" PartySubTypeID="1"><Identity ID="91"><Alias AliasTypeID="1403" Primary="true"><DocumentedName><DocumentedNamePart><NamePartValue ScriptID="215">QUAY STAR</NamePartValue></DocumentedNamePart></DocumentedName></Alias></Identity>
<Feature FeatureTypeID="3"><FeatureVersion><VersionLocation LocationID="36"/></FeatureVersion></Feature><Feature FeatureTypeID="2"><FeatureVersion><VersionDetail DetailReferenceID="7"/></FeatureVersion></Feature></Profile></DistinctParty>
<DistinctParty FixedRef="7784"><Profile ID="7784" PartySubTypeID="3"><Identity ID="92"/></Profile></DistinctParty>`

const advancedTail = `</DistinctParties><SanctionsEntries><SanctionsEntry ID="1" ProfileID="7782" ListID="1550"><EntryEvent ID="1" EntryEventTypeID="1" LegalBasisID="5"><Date><Year>2006</Year><Month>10</Month><Day>27</Day></Date></EntryEvent>
<SanctionsMeasure SanctionsTypeID="1"><Comment>DRCONGO</Comment></SanctionsMeasure><SanctionsMeasure SanctionsTypeID="2"><Comment/></SanctionsMeasure></SanctionsEntry></SanctionsEntries></Sanctions>`

func TestAdvanced(t *testing.T) {
	in := readtest.Text("SDN_ADVANCED.XML", advancedHead+advancedParties+advancedTail, read.List, nil)
	if !ofac.Advanced().Detect("x", in.Head) {
		t.Error("not detected")
	}
	store, report, err := readtest.Take(t, ofac.Advanced(), in)
	if err != nil || report.Read != 3 || report.Kept != 2 || report.Quarantined != 1 || report.Published != "2024-05-02" {
		t.Fatalf("%+v %v", report, err)
	}
	for id, want := range map[string]string{
		"ofac-7782": `Person
name=Aram VENN
firstName=Aram
lastName=VENN
program=DRCONGO
topics=sanction
position=Minister
alias=Арам ВЕНН
weakAlias=TALL ONE
alias=王小明
address=Road 1, Goma, Congo, Democratic Republic of the
country=cd
passportNumber=OB0123
birthDate=1962-11-23
birthDate=1951
notes=DOB circa 1951
birthDate=1955
birthDate=1956
birthDate=1957
notes=DOB 1955 to 1957
birthDate=1964-02
birthPlace=Goma, Congo, Democratic Republic of the
birthCountry=cd
nationality=cd
gender=male
notes=Secondary sanctions risk section 1
notes=Linked To: HARBOUR TRADE FRONT
notes=Listed: 2006-10-27 Executive Order 13413`,
		"ofac-7783": "Vessel\nname=QUAY STAR\ntopics=sanction\nimoNumber=9074729\nflag=pa\ntype=Tanker",
		model.ID("wallet", "XBT", "12aNKp2iDKuhEde2YfPdd4DFGenRUTKupL"):                  "CryptoWallet\npublicKey=12aNKp2iDKuhEde2YfPdd4DFGenRUTKupL\ncurrency=XBT\nholder=ofac-7782\ntopics=sanction",
		model.ID("ofac-7782", "Passport", "OB0123", "Congo, Democratic Republic of the"): "Passport\nholder=ofac-7782\nnumber=OB0123\ntype=Passport\ncountry=cd\nendDate=2028-05-20",
	} {
		e := store.ByID[id]
		got := "nothing"
		if e != nil {
			got = e.Schema.Name
			for _, v := range e.Values {
				got += "\n" + v.Prop.Name + "=" + v.Text
			}
		}
		if got != want {
			t.Errorf("%s is\n%s\nwant\n%s", id, got, want)
		}
	}
}

// A file that breaks off in its first pass hands nothing over.
func TestAdvancedCut(t *testing.T) {
	in := advancedHead + advancedParties
	_, report, err := readtest.Take(t, ofac.Advanced(), readtest.Text("x", in, read.List, nil))
	if err == nil || fault.KindOf(err) != fault.Input || report.Read != 0 {
		t.Errorf("%+v %v", report, err)
	}
}

// repeated gives head, n times the part, tail, without holding them, as a download does: it cannot be read twice.
type repeated struct {
	parts []string
	n, at int
	rest  string
}

func (r *repeated) Read(p []byte) (int, error) {
	for r.rest == "" {
		switch {
		case r.at == 0:
			r.rest = r.parts[0]
		case r.at <= r.n:
			r.rest = strings.ReplaceAll(r.parts[1], "7782", fmt.Sprint(1_000_000+r.at))
		case r.at == r.n+1:
			r.rest = r.parts[2]
		default:
			return 0, io.EOF
		}
		r.at++
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// What is held does not grow with the parties.
func TestAdvancedInBoundedMemory(t *testing.T) {
	party := advancedParties[:strings.Index(advancedParties, `<DistinctParty FixedRef="7783"`)]
	const most = 24 << 20
	in := readtest.Text("x", "", read.List, nil)
	in.Body = &repeated{parts: []string{advancedHead, party, advancedTail}, n: 6000}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	report, err := read.Take(t.Context(), ofac.Advanced(), in, &readtest.Store{Counting: true})
	runtime.GC()
	runtime.ReadMemStats(&after)
	if err != nil || report.Kept != 6000 {
		t.Fatalf("%+v %v", report, err)
	}
	if grown := int64(after.HeapInuse) - int64(before.HeapInuse); grown > most {
		t.Errorf("the heap grew by %d bytes over a file of %d", grown, 6000*len(party))
	}
	if held := int64(after.HeapSys) - int64(before.HeapSys); held > 2*most {
		t.Errorf("the heap took %d bytes from the system over a file of %d", held, 6000*len(party))
	}
}

func FuzzAdvanced(f *testing.F) {
	f.Add(advancedHead + advancedParties + advancedTail)
	f.Fuzz(func(t *testing.T, in string) {
		_, report, err := readtest.Take(t, ofac.Advanced(), readtest.Text("l.xml", in, read.List, nil))
		if err == nil && report.Read == 0 {
			t.Errorf("nothing was read and nothing said: %+v", report)
		}
	})
}
