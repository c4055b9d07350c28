package ofac_test

import (
	"slices"
	"strings"
	"testing"

	"spoor/read"
	"spoor/read/ofac"
	"spoor/read/readtest"
)

// The same invented list in the published forms.
const sdn = `11,"HARBOUR TRADE CO., LTD.",-0- ,"CUBA] [SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Tax ID No. 77-12 (Cuba); Registration ID HE 242159 issued 17 Dec 2016; SWIFT/BIC HATRCUHH; Organization Established Date Mar 2001; Website www.harbour.example; Additional Sanctions Information - Subject to Secondary Sanctions; a.k.a. 'HTC'; Linked To: VENN, Aram."
12,"VENN, Aram","individual","SDGT","Colonel",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 10 Dec 1948; alt. DOB circa 1951; alt. DOB 1950 to 1952; POB Goma, Congo, Democratic Republic of the; nationality Congo, Democratic Republic of the; citizen Rwanda; Gender Male; Passport AB850901 (Rwanda) issued 12 Nov 2013 expires 10 Nov 2018; National ID No. 660000 73767; Email Address a@venn.example; Phone Number 250788300000; Digital Currency Address - XBT 1FakeAddressForTestsOnly11111111; f.k.a. 'VEN, A.'; minister's brother."
13,"QUAY STAR","vessel","IRAN",-0- ,"9HEF9","Crude Oil Tanker","299,500","160,576","Malta","Harbour Trade Co.","Former Vessel Flag Iran; Vessel Registration Identification IMO 9074729; MMSI 256864000."
14,"EP-TST","aircraft","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Aircraft Model B.747; Aircraft Manufacturer's Serial Number (MSN) 23413; Aircraft Operator Air Test; Aircraft Manufacture Date 1992."
15,"QUIET FRONT",-0- ,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- 
` + "\x1A"

const alt = "11,1,\"aka\",\"HARBOUR TRADING\",-0- \r\n11,2,\"fka\",\"QUAY TRADING\",-0- \r\n12,3,\"aka\",\"VEN, Aram\",-0- \r\n\x1A"

const add = "11,1,\"Pier 3\",\"Havana 10100\",\"Cuba\",-0- \r\n12,2,-0- ,-0- ,\"Rwanda\",-0- \r\n12,3,-0- ,-0- ,-0- ,-0- \r\n\x1A"

const asXML = `<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="urn:any"><publshInformation><Publish_Date>01/01/2026</Publish_Date><Record_Count>5</Record_Count></publshInformation>
<sdnEntry><uid>11</uid><lastName>HARBOUR TRADE CO., LTD.</lastName><sdnType>Entity</sdnType><remarks>(Linked To: VENN, Aram)</remarks>
<programList><program>CUBA</program><program>SDGT</program></programList>
<idList><id><uid>1</uid><idType>Tax ID No.</idType><idNumber>77-12</idNumber><idCountry>Cuba</idCountry></id>
<id><uid>2</uid><idType>Registration ID</idType><idNumber>HE 242159</idNumber><issueDate>17 Dec 2016</issueDate></id>
<id><uid>3</uid><idType>SWIFT/BIC</idType><idNumber>HATRCUHH</idNumber></id>
<id><uid>4</uid><idType>Organization Established Date</idType><idNumber>Mar 2001</idNumber></id>
<id><uid>5</uid><idType>Website</idType><idNumber>www.harbour.example</idNumber></id>
<id><uid>6</uid><idType>Additional Sanctions Information -</idType><idNumber>Subject to Secondary Sanctions</idNumber></id></idList>
<akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>HARBOUR TRADING</lastName></aka>
<aka><uid>2</uid><type>f.k.a.</type><category>strong</category><lastName>QUAY TRADING</lastName></aka>
<aka><uid>9</uid><type>a.k.a.</type><category>weak</category><lastName>HTC</lastName></aka></akaList>
<addressList><address><uid>1</uid><address1>Pier 3</address1><city>Havana</city><postalCode>10100</postalCode><country>Cuba</country></address></addressList></sdnEntry>
<sdnEntry><uid>12</uid><firstName>Aram</firstName><lastName>VENN</lastName><title>Colonel</title><sdnType>Individual</sdnType><remarks>minister's brother.</remarks>
<programList><program>SDGT</program></programList>
<idList><id><uid>1</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
<id><uid>2</uid><idType>Passport</idType><idNumber>AB850901</idNumber><idCountry>Rwanda</idCountry><issueDate>12 Nov 2013</issueDate><expirationDate>10 Nov 2018</expirationDate></id>
<id><uid>3</uid><idType>National ID No.</idType><idNumber>660000 73767</idNumber></id>
<id><uid>4</uid><idType>Email Address</idType><idNumber>a@venn.example</idNumber></id>
<id><uid>5</uid><idType>Phone Number</idType><idNumber>250788300000</idNumber></id>
<id><uid>6</uid><idType>Digital Currency Address - XBT</idType><idNumber>1FakeAddressForTestsOnly11111111</idNumber></id></idList>
<akaList><aka><uid>3</uid><type>a.k.a.</type><category>strong</category><lastName>VEN</lastName><firstName>Aram</firstName></aka>
<aka><uid>4</uid><type>f.k.a.</type><category>weak</category><lastName>VEN</lastName><firstName>A.</firstName></aka></akaList>
<addressList><address><uid>2</uid><country>Rwanda</country></address><address><uid>3</uid></address></addressList>
<nationalityList><nationality><uid>1</uid><country>Congo, Democratic Republic of the</country><mainEntry>true</mainEntry></nationality></nationalityList>
<citizenshipList><citizenship><uid>1</uid><country>Rwanda</country></citizenship></citizenshipList>
<dateOfBirthList><dateOfBirthItem><uid>1</uid><dateOfBirth>10 Dec 1948</dateOfBirth></dateOfBirthItem>
<dateOfBirthItem><uid>2</uid><dateOfBirth>circa 1951</dateOfBirth></dateOfBirthItem><dateOfBirthItem><uid>3</uid><dateOfBirth>1950 to 1952</dateOfBirth></dateOfBirthItem></dateOfBirthList>
<placeOfBirthList><placeOfBirthItem><uid>1</uid><placeOfBirth>Goma, Congo, Democratic Republic of the</placeOfBirth></placeOfBirthItem></placeOfBirthList></sdnEntry>
<sdnEntry><uid>13</uid><lastName>QUAY STAR</lastName><sdnType>Vessel</sdnType><programList><program>IRAN</program></programList>
<idList><id><uid>1</uid><idType>Former Vessel Flag</idType><idNumber>Iran</idNumber></id><id><uid>2</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9074729</idNumber></id>
<id><uid>3</uid><idType>MMSI</idType><idNumber>256864000</idNumber></id></idList>
<vesselInfo><callSign>9HEF9</callSign><vesselType>Crude Oil Tanker</vesselType><vesselFlag>Malta</vesselFlag><vesselOwner>Harbour Trade Co.</vesselOwner>
<tonnage>299500</tonnage><grossRegisteredTonnage>160576</grossRegisteredTonnage></vesselInfo></sdnEntry>
<sdnEntry><uid>14</uid><lastName>EP-TST</lastName><sdnType>Aircraft</sdnType><programList><program>SDGT</program></programList>
<idList><id><uid>1</uid><idType>Aircraft Model</idType><idNumber>B.747</idNumber></id><id><uid>2</uid><idType>Aircraft Manufacturer's Serial Number (MSN)</idType><idNumber>23413</idNumber></id>
<id><uid>3</uid><idType>Aircraft Operator</idType><idNumber>Air Test</idNumber></id><id><uid>4</uid><idType>Aircraft Manufacture Date</idType><idNumber>1992</idNumber></id></idList></sdnEntry>
<sdnEntry><uid>15</uid><lastName>QUIET FRONT</lastName><sdnType>Entity</sdnType><programList><program>SDGT</program></programList></sdnEntry></sdnList>`

// want is what both forms say, property by property in the order of text.
const want = `Airplane ofac-14
 buildDate=1992
 model=B.747
 name=EP-TST
 notes=Aircraft Operator Air Test
 program=SDGT
 serialNumber=23413
 topics=sanction
Company ofac-11
 address=Pier 3, Havana 10100, Cuba
 alias=HARBOUR TRADING
 country=cu
 incorporationDate=2001-03
 name=HARBOUR TRADE CO., LTD.
 notes=Additional Sanctions Information - Subject to Secondary Sanctions
 notes=Linked To: VENN, Aram
 previousName=QUAY TRADING
 program=CUBA
 program=SDGT
 registrationNumber=HE 242159
 swiftBic=HATRCUHH
 taxNumber=77-12
 topics=sanction
 weakAlias=HTC
 website=www.harbour.example
CryptoWallet
 currency=XBT
 holder=ofac-12
 publicKey=1FakeAddressForTestsOnly11111111
 topics=sanction
Identification
 country=cu
 holder=ofac-11
 number=77-12
 type=Tax ID No.
Identification
 holder=ofac-11
 number=HE 242159
 startDate=2016-12-17
 type=Registration ID
Identification
 holder=ofac-12
 number=660000 73767
 type=National ID No.
Organization ofac-15
 name=QUIET FRONT
 program=SDGT
 topics=sanction
Passport
 country=rw
 endDate=2018-11-10
 holder=ofac-12
 number=AB850901
 startDate=2013-11-12
 type=Passport
Person ofac-12
 address=Rwanda
 alias=Aram VEN
 birthCountry=cd
 birthDate=1948-12-10
 birthDate=1950
 birthDate=1951
 birthDate=1952
 birthPlace=Goma, Congo, Democratic Republic of the
 citizenship=rw
 country=rw
 email=a@venn.example
 firstName=Aram
 gender=male
 idNumber=660000 73767
 lastName=VENN
 name=Aram VENN
 nationality=cd
 notes=DOB 1950 to 1952
 notes=DOB circa 1951
 notes=minister's brother
 passportNumber=AB850901
 phone=250788300000
 position=Colonel
 program=SDGT
 topics=sanction
 weakAlias=A. VEN
Vessel ofac-13
 callSign=9HEF9
 flag=mt
 grossRegisteredTonnage=160576
 imoNumber=9074729
 mmsi=256864000
 name=QUAY STAR
 notes=Vessel owner: Harbour Trade Co.
 pastFlags=ir
 program=IRAN
 tonnage=299500
 topics=sanction
 type=Crude Oil Tanker`

// told writes a store's entities in the order of their text; ids that are digests are left out.
func told(store *readtest.Store) string {
	var all []string
	for _, e := range store.Entities {
		var values []string
		for _, v := range e.Values {
			values = append(values, "\n "+v.Prop.Name+"="+v.Text)
		}
		slices.Sort(values)
		head := e.Schema.Name
		if strings.HasPrefix(e.ID, "ofac-") {
			head += " " + e.ID
		}
		all = append(all, head+strings.Join(values, ""))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

func TestBothFormsSayTheSame(t *testing.T) {
	beside := map[string]string{"alt.csv": alt, "add.csv": add}
	header := "ID,Name,Type,Country,Title,Col_F,Col_G,Col_H,Col_I,Col_J,Col_K,Details\n"
	for name, c := range map[string]struct {
		format read.Format
		in     *read.Input
	}{
		"csv":             {ofac.CSV(), readtest.Text("sdn.csv", sdn, read.List, beside)},
		"csv with header": {ofac.CSV(), readtest.Text("sdn.csv", header+sdn, read.List, beside)},
		"xml":             {ofac.XML(), readtest.Text("sdn.xml", asXML, read.List, nil)},
	} {
		if !c.format.Detect(c.in.Source.File, c.in.Head) {
			t.Errorf("%s is not detected", name)
		}
		store, report, err := readtest.Take(t, c.format, c.in)
		if err != nil || report.Break != nil || report.Kept != 5 || report.Quarantined != 0 || report.Things != 5 {
			t.Errorf("%s: %+v %v %v", name, report, err, store.Faults)
		}
		if got := told(store); got != want {
			t.Errorf("%s:\n%s", name, difference(got, want))
		}
	}
}

// difference lists the lines that only one of two texts has.
func difference(got, want string) string {
	var b strings.Builder
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for _, line := range g {
		if !slices.Contains(w, line) {
			b.WriteString("+ " + line + "\n")
		}
	}
	for _, line := range w {
		if !slices.Contains(g, line) {
			b.WriteString("- " + line + "\n")
		}
	}
	if b.Len() == 0 {
		return got
	}
	return b.String()
}

func TestRemarks(t *testing.T) {
	long := "DOB 1960; " + strings.Repeat("Linked To: SOMEBODY; ", 46) + "Passport A1234567"
	long += strings.Repeat("8", 1000-len(long))
	for remark, want := range map[string]string{
		"Telephone (98)(9121115315); Fax (98)(21)":           "notes=Fax (98)(21) phone=(98)(9121115315)",
		"Identification Number IMO 5342883":                  "notes=Identification Number IMO 5342883", // no property of a person
		"SSN 123-45-6789 (United States)":                    "socialSecurityNumber=123-45-6789",
		"Cedula No. 16247821 (Colombia)":                     "idNumber=16247821",
		"alt. Passport 19820215":                             "passportNumber=19820215",
		"Passport OR8 and Kuwaiti National ID No. 28 issued": "notes=Passport OR8 and Kuwaiti National ID No. 28 issued",
		"DOB 1930 to 1950":                                   "birthDate=1930 birthDate=1950 notes=DOB 1930 to 1950",
		"DOB 01 Jan 1947 to 01 Jan 1949":                     "birthDate=1947 birthDate=1948 birthDate=1949 notes=DOB 01 Jan 1947 to 01 Jan 1949",
		"DOB unknown":                                        "birthDate=unknown notes=DOB unknown",
		"nationality Atlantis":                               "nationality=Atlantis",
		"Chinese Commercial Code 7346 2556":                  "notes=Chinese Commercial Code 7346 2556",
		"Interpol: Red Notice. File No. 2009/3599":           "notes=Interpol: Red Notice. File No. 2009/3599",
		"n.k.a. BEN, Bo":                                     "alias=Bo BEN",
		"Minister of Health":                                 "notes=Minister of Health",
		long:                                                 "birthDate=1960 notes=Linked To: SOMEBODY notes=" + long[strings.Index(long, "Passport"):] + " …",
	} {
		if len(remark) < 1000 {
			remark += "."
		}
		row := `7,"X","individual","P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"` + remark + `"`
		store, _, err := readtest.Take(t, ofac.CSV(), readtest.Text("sdn.csv", row, read.List, nil))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, v := range store.ByID["ofac-7"].Values {
			if name := v.Prop.Name; name != "name" && name != "program" && name != "topics" {
				got = append(got, name+"="+v.Text)
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%.60s:\ngot  %s\nwant %s", remark, strings.Join(got, " "), want)
		}
	}
}

func TestRowsThatAreNoListings(t *testing.T) {
	in := "7,\"X\",-0- ,\"P\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \nabc,\"Y\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n8,\"Z\"\n"
	store, report, err := readtest.Take(t, ofac.CSV(), readtest.Text("sdn.csv", in, read.List, map[string]string{"alt.csv": "9,1,\"aka\",\"NOBODY\",-0- \n"}))
	if err != nil || report.Read != 4 || report.Kept != 1 || report.Quarantined != 3 {
		t.Fatalf("%+v %v", report, err)
	}
	for i, want := range []string{"the row does not begin with OFAC's number", "the row has 2 columns where there should be 12",
		"in alt.csv: the line belongs to entry 9, which the list does not hold"} {
		if store.Faults[i].What != want {
			t.Errorf("got %q, want %q", store.Faults[i].What, want)
		}
	}
}

func FuzzOFAC(f *testing.F) {
	f.Add(sdn, alt)
	f.Add(asXML, "")
	f.Fuzz(func(t *testing.T, in, beside string) {
		readtest.Take(t, ofac.CSV(), readtest.Text("sdn.csv", in, read.List, map[string]string{"alt.csv": beside, "add.csv": beside}))
		readtest.Take(t, ofac.XML(), readtest.Text("sdn.xml", in, read.List, nil))
	})
}
