package eu_test

import (
	"strings"
	"testing"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/eu"
	"spoor/read/readtest"
)

// list is in the published form; its names are invented.
const list = `<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2024-05-02T15:22:31.511+02:00" globalFileId="1">
<sanctionEntity designationDetails="" unitedNationId="XXi.001" euReferenceNumber="EU.27.28" designationDate="2003-07-07" logicalId="13">
<remark>UN Ref. XXi.001.</remark>
<regulation regulationType="amendment" organisationType="commission" publicationDate="2003-07-08" entryIntoForceDate="2003-07-07" numberTitle="1210/2003 (OJ L169)" programme="IRQ" logicalId="348"><publicationUrl>http://example.org/1210</publicationUrl></regulation>
<subjectType code="person" classificationCode="P"/>
<nameAlias firstName="Aram" middleName="" lastName="Venn Tolk" wholeName="Aram Venn Tolk" function="Former minister" gender="M" title="Dr" nameLanguage="" strong="true" regulationLanguage="en" logicalId="17"><remark>main name</remark></nameAlias>
<nameAlias firstName="" middleName="" lastName="" wholeName="Арам Вен" nameLanguage="RU" strong="true" logicalId="18"/>
<nameAlias firstName="Tall" middleName="" lastName="One" wholeName="" nameLanguage="" strong="false" logicalId="19"/>
<citizenship region="" countryIso2Code="IQ" countryDescription="IRAQ"/><citizenship countryIso2Code="00" countryDescription="UNKNOWN"/>
<birthdate circa="false" calendarType="GREGORIAN" city="Goma" zipCode="" birthdate="1937-04-28" dayOfMonth="28" monthOfYear="4" year="1937" region="Kivu" place="" countryIso2Code="CD" countryDescription="CONGO, Democratic Republic of (was Zaire)"/>
<birthdate circa="true" calendarType="GREGORIAN" city="" year="1938" countryIso2Code="00" countryDescription="UNKNOWN"/>
<birthdate circa="false" calendarType="GREGORIAN" yearRangeFrom="1958" yearRangeTo="1960" countryIso2Code="00" countryDescription="UNKNOWN"/>
<birthdate circa="false" calendarType="ISLAMIC" year="1355" countryIso2Code="00" countryDescription="UNKNOWN"/>
<birthdate circa="false" calendarType="GREGORIAN" dayOfMonth="" monthOfYear="9" year="1961" countryIso2Code="00" countryDescription="UNKNOWN"/>
<identification diplomatic="false" knownExpired="true" knownFalse="false" reportedLost="true" revokedByIssuer="false" issuedBy="Goma" issuedDate="2001-02-03" validFrom="" validTo="2006-02-03" latinNumber="" nameOnDocument="" number="A0003213" countryIso2Code="CD" countryDescription="" identificationTypeCode="passport" identificationTypeDescription="National passport"><remark>seen once</remark></identification>
<identification knownFalse="true" nameOnDocument="Somebody Else" number="77" countryIso2Code="00" identificationTypeCode="id" identificationTypeDescription="National identification card"/>
<address city="Goma" street="Road 1" poBox="12" zipCode="99" region="" place="" asAtListingTime="true" countryIso2Code="CD" countryDescription="CONGO, Democratic Republic of (was Zaire)"><contactInfo key="PHONE" value="+243 1"/><contactInfo key="FAX" value="+243 2"/></address>
<address city="" street="" poBox="" zipCode="" region="" place="" countryIso2Code="00" countryDescription="UNKNOWN"/>
</sanctionEntity>
<sanctionEntity euReferenceNumber="EU.1.1" logicalId="14"><subjectType code="enterprise" classificationCode="E"/>
<nameAlias wholeName="Harbour Trade Front" strong="true"/><identification number="HTFRCDKX" identificationTypeCode="swiftbic"/>
<identification number="RC/12" countryIso2Code="CD" identificationTypeCode="regnumber" identificationTypeDescription="Registration Number"/></sanctionEntity>
<sanctionEntity euReferenceNumber="EU.1.2" logicalId="15"><subjectType code="enterprise" classificationCode="E"/>
<nameAlias wholeName="Quay Star" strong="true"/><identification number="IMO 9074729" identificationTypeCode="imo"/></sanctionEntity>
<sanctionEntity logicalId="16"><subjectType code="person" classificationCode="P"/></sanctionEntity>
</export>`

func told(e *model.Entity) string {
	if e == nil {
		return "nothing"
	}
	text := e.Schema.Name
	for _, v := range e.Values {
		text += "\n" + v.Prop.Name + "=" + v.Text
	}
	return text
}

func TestEntries(t *testing.T) {
	in := readtest.Text("l.xml", list, read.List, nil)
	if !eu.XML().Detect("l.xml", in.Head) {
		t.Error("not detected")
	}
	store, report, err := readtest.Take(t, eu.XML(), in)
	if err != nil || report.Read != 4 || report.Kept != 3 || report.Quarantined != 1 || report.Things != 6 || report.Published != "2024-05-02T13:22:31Z" {
		t.Fatalf("%+v %v", report, err)
	}
	for id, want := range map[string]string{
		"eu-13": `Person
name=Aram Venn Tolk
firstName=Aram
lastName=Venn Tolk
title=Dr
position=Former minister
gender=male
notes=Aram Venn Tolk: main name
alias=Арам Вен
weakAlias=Tall One
topics=sanction
citizenship=iq
birthDate=1937-04-28
birthPlace=Goma, Kivu, CONGO, Democratic Republic of (was Zaire)
birthCountry=cd
birthDate=1938
notes=Born circa: 1938
birthDate=1958
birthDate=1959
birthDate=1960
notes=Born (islamic calendar): 1355
birthDate=1961-09
passportNumber=A0003213
idNumber=77
address=Road 1, P.O. Box 12, 99 Goma, CONGO, Democratic Republic of (was Zaire)
country=cd
phone=+243 1
notes=FAX: +243 2
notes=UN Ref. XXi.001.
program=IRQ`,
		"eu-14": "Organization\nname=Harbour Trade Front\ntopics=sanction\nswiftBic=HTFRCDKX\nregistrationNumber=RC/12",
		"eu-15": "Vessel\nname=Quay Star\ntopics=sanction\nimoNumber=9074729",
		model.ID("eu-13", "passport", "A0003213", "CD"): "Passport\nholder=eu-13\nnumber=A0003213\ntype=passport\ncountry=cd\nstartDate=2001-02-03\n" +
			"endDate=2006-02-03\nauthority=Goma\ndescription=known to have expired\ndescription=reported lost\ndescription=seen once",
		model.ID("eu-13", "National identification card", "77", ""): "Identification\nholder=eu-13\nnumber=77\ntype=National identification card\n" +
			"description=in the name of Somebody Else\ndescription=known to be false",
		model.ID("eu-13", "sanction"): "Sanction\nentity=eu-13\nauthority=European Union\nunscId=XXi.001\nauthorityId=EU.27.28\nlistingDate=2003-07-07\n" +
			"program=IRQ\nstartDate=2003-07-07\nmodifiedAt=2003-07-08\ndescription=1210/2003 (OJ L169)\nsourceUrl=http://example.org/1210",
	} {
		if got := told(store.ByID[id]); got != want {
			t.Errorf("%s is\n%s\nwant\n%s", id, got, want)
		}
	}
}

func TestABrokenListIsSetAside(t *testing.T) {
	for name, in := range map[string]string{
		"cut":    list[:strings.Index(list, "Quay Star")],
		"entity": strings.Replace(list, "<export", `<!DOCTYPE x [<!ENTITY a "b">]><export`, 1),
	} {
		store := &readtest.Store{Stands: true}
		report, err := read.Take(t.Context(), eu.XML(), readtest.Text("l.xml", in, read.List, nil), store)
		broke := report.Break
		if broke == nil {
			broke = err
		}
		if broke == nil || fault.KindOf(broke) != fault.Input || report.Kept > 0 && !report.SetAside {
			t.Errorf("%s: %+v, %v", name, report, broke)
		}
	}
}

func FuzzEU(f *testing.F) {
	f.Add(list)
	f.Add(`<sanctionEntity logicalId="1"><nameAlias wholeName="A"/></sanctionEntity>`)
	f.Fuzz(func(t *testing.T, in string) {
		_, report, err := readtest.Take(t, eu.XML(), readtest.Text("l.xml", in, read.List, nil))
		if err == nil && report.Read == 0 {
			t.Errorf("nothing was read and nothing said: %+v", report)
		}
	})
}
