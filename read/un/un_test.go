package un_test

import (
	"strings"
	"testing"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/readtest"
	"spoor/read/un"
)

// list is in the published form; its names are invented.
const list = `<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="2026-01-01">
<INDIVIDUALS><INDIVIDUAL><DATAID>11</DATAID><VERSIONNUM>1</VERSIONNUM>
<FIRST_NAME> Aram
   Ilo </FIRST_NAME><SECOND_NAME>Venn</SECOND_NAME><THIRD_NAME/><FOURTH_NAME>Tolk</FOURTH_NAME>
<UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.001 </REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>
<NAME_ORIGINAL_SCRIPT>Арам Вен; Арам Венн</NAME_ORIGINAL_SCRIPT><GENDER>Male</GENDER><COMMENTS1>Seen in
Harbour Town.</COMMENTS1><TITLE><VALUE>Haji</VALUE></TITLE><DESIGNATION><VALUE>Colonel</VALUE><VALUE>Minister</VALUE></DESIGNATION>
<NATIONALITY><VALUE>Democratic Republic of the Congo</VALUE></NATIONALITY><LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
<LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE></LAST_DAY_UPDATED>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Aram Ven; Arram Ven</ALIAS_NAME><DATE_OF_BIRTH>1960</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Tall One</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ADDRESS><STREET>Road 1</STREET><CITY>Goma</CITY><COUNTRY>Democratic Republic of the Congo</COUNTRY><NOTE>as of 2016</NOTE></INDIVIDUAL_ADDRESS>
<INDIVIDUAL_ADDRESS><COUNTRY>Rwanda</COUNTRY></INDIVIDUAL_ADDRESS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1961-02-03</DATE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1963</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1965</FROM_YEAR><TO_YEAR>1967</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1930</FROM_YEAR><TO_YEAR>1950</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Gisenyi</CITY><COUNTRY>Rwanda</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>AB850901</NUMBER><ISSUING_COUNTRY>Rwanda</ISSUING_COUNTRY>
<DATE_OF_ISSUE>2013-04-11</DATE_OF_ISSUE><NOTE>expired</NOTE></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>CAR diplomatic passport no. D00000898</NUMBER></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><NUMBER>12 34</NUMBER></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NOTE>held one</NOTE></INDIVIDUAL_DOCUMENT><INDIVIDUAL_DOCUMENT/>
</INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>12</DATAID><FIRST_NAME>Harbour Trade Front</FIRST_NAME><UN_LIST_TYPE>Libya</UN_LIST_TYPE>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>HTF</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Quay Front</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><CITY>Tripoli</CITY><COUNTRY>Libya</COUNTRY></ENTITY_ADDRESS></ENTITY>
<ENTITY><FIRST_NAME>Without a number</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>`

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
	store, report, err := readtest.Take(t, un.XML(), readtest.Text("l.xml", list, read.List, nil))
	if err != nil || report.Read != 3 || report.Kept != 2 || report.Quarantined != 1 || report.Things != 5 {
		t.Fatalf("%+v %v", report, err)
	}
	if f := store.Faults[0]; f.Place.Line == 0 || f.What != "the entry has no DATAID or no name" {
		t.Errorf("the fault: %+v", f)
	}
	const person = `Person
name=Aram Ilo Venn Tolk
alias=Арам Вен
alias=Арам Венн
topics=sanction
program=DRC
title=Haji
position=Colonel
position=Minister
nationality=cd
gender=male
alias=Aram Ven
alias=Arram Ven
birthDate=1960
weakAlias=Tall One
address=Road 1, Goma, Democratic Republic of the Congo
country=cd
notes=Address Road 1, Goma, Democratic Republic of the Congo: as of 2016
country=rw
birthDate=1961-02-03
birthDate=1963
notes=Born approximately: 1963
birthDate=1965
birthDate=1966
birthDate=1967
notes=Born between: 1965 and 1967
birthDate=1930
birthDate=1950
notes=Born between: 1930 and 1950
birthPlace=Gisenyi, Rwanda
birthCountry=rw
passportNumber=AB850901
passportNumber=D00000898
idNumber=12 34
notes=Document Passport: held one
notes=Seen in Harbour Town.`
	if got := told(store.ByID["un-11"]); got != person {
		t.Errorf("got\n%s\nwant\n%s", got, person)
	}
	const other = "Organization\nname=Harbour Trade Front\ntopics=sanction\nprogram=Libya\nalias=HTF\npreviousName=Quay Front\naddress=Tripoli, Libya\ncountry=ly"
	if got := told(store.ByID["un-12"]); got != other {
		t.Errorf("got\n%s\nwant\n%s", got, other)
	}
	const passport = "Passport\nholder=un-11\nnumber=AB850901\ntype=Passport\ncountry=rw\nstartDate=2013-04-11\ndescription=expired"
	if got := told(store.ByID[model.ID("un-11", "Passport", "AB850901", "Rwanda")]); got != passport {
		t.Errorf("got\n%s\nwant\n%s", got, passport)
	}
	const sanction = "Sanction\nentity=un-11\nauthority=United Nations Security Council\nprogram=DRC\nunscId=XXi.001\nlistingDate=2012-12-31\nmodifiedAt=2016-10-13"
	if got := told(store.ByID[model.ID("un-11", "sanction")]); got != sanction {
		t.Errorf("got\n%s\nwant\n%s", got, sanction)
	}
	name := store.ByID["un-11"].Values[0]
	if name.Field != "FIRST_NAME" || name.Origin.Line != 3 || !strings.HasPrefix(name.Origin.Raw, "<INDIVIDUAL><DATAID>11<") {
		t.Errorf("where the name stood: %q %+v", name.Field, name.Origin)
	}
}

func TestABrokenListIsSetAside(t *testing.T) {
	for name, in := range map[string]string{
		"cut":           list[:strings.Index(list, "<ENTITIES>")+30],
		"document type": strings.Replace(list, "<CONSOLIDATED_LIST", "<!DOCTYPE x><CONSOLIDATED_LIST", 1),
		"bad nesting":   strings.Replace(list, "</DATAID><FIRST_NAME>Harbour", "<FIRST_NAME>Harbour", 1),
	} {
		store := &readtest.Store{Stands: true}
		report, err := read.Take(t.Context(), un.XML(), readtest.Text("l.xml", in, read.List, nil), store)
		broke := report.Break
		if broke == nil {
			broke = err
		}
		if broke == nil || fault.KindOf(broke) != fault.Input || !strings.Contains(broke.Error(), "(byte ") || report.Kept > 0 && !report.SetAside {
			t.Errorf("%s: %+v, %v", name, report, broke)
		}
	}
}

func FuzzUN(f *testing.F) {
	f.Add(list)
	f.Add("<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>A</FIRST_NAME></INDIVIDUAL>")
	f.Fuzz(func(t *testing.T, in string) {
		_, report, err := readtest.Take(t, un.XML(), readtest.Text("l.xml", in, read.List, nil))
		if err == nil && report.Read == 0 {
			t.Errorf("nothing was read and nothing said: %+v", report)
		}
	})
}
