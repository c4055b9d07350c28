package uk_test

import (
	"strings"
	"testing"

	"spoor/model"
	"spoor/read"
	"spoor/read/readtest"
	"spoor/read/uk"
)

// table is in the published form; its names are invented.
const table = `Last Updated,08/01/2024
Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,Non-Latin Script Type,Non-Latin Script Language,DOB,Town of Birth,Country of Birth,Nationality,Passport Number,Passport Details,National Identification Number,National Identification Details,Position,Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,UK Sanctions List Date Designated,Last Updated,Group ID
TALL ONE,,,,,,,,,,,,,,,,,,,,,,,,,,,,Individual,AKA,Low,Afghanistan,02/04/2001,31/12/2020,08/01/2024,7172
VENN,Aram,Ilo,,,,Mullah,Арам Венн,,,00/00/1958,Goma,Congo (Democratic Republic),(1) Congo (Democratic Republic) (2) Rwanda,(1) D0001 (2) D0002,(1) issued in Goma (2) expired,12 34,,(1) Minister (2) Colonel,Road 1,,,,,Goma,99,Congo (Democratic Republic),(UK Sanctions List Ref):AFG0001. (UN Ref):TAi.002. (Gender):Male (UK Statement of Reasons):He led. And then some.(Hair):Grey,Individual,Primary name,,Afghanistan,02/04/2001,31/12/2020,08/01/2024,7172
QUAY STAR,,,,,,,,,,,,,,,,,,,,,,,,,,,"(UK Sanctions List Ref):DPR0009. (IMO number):9074729 (Current believed flag of ship):Panama (Type of ship):Tanker (Year built):1998",Ship,Primary name,,DPR Korea,19/01/2018,31/12/2020,08/01/2024,13601
VENN,Aram,,,,,,,,,dd/06/1959,,,,,,,,,,,,,,,,,,Individual,Primary name variation,,Afghanistan,02/04/2001,31/12/2020,08/01/2024,7172
,,,,,,,,,,,,,,,,,,,,,,,,,,,,Entity,Primary name,,Syria,,,,
short,row
HARBOUR TRADE FRONT,,,,,,,,,,12/03/1999,,,,,,,,,,,,,,,,Syria,about it,Entity,Primary name,,Syria,,,,5
QUAY FRONT,,,,,,,,,,,,,,,,,,,,,,,,,,,,Entity,FKA,Good,Syria,,,,5
`

const person = `Person
weakAlias=TALL ONE
program=Afghanistan
topics=sanction
name=Aram Ilo VENN
firstName=Aram
lastName=VENN
alias=Арам Венн
title=Mullah
birthDate=1958
birthPlace=Goma
birthCountry=cd
nationality=cd
nationality=rw
passportNumber=D0001
passportNumber=D0002
idNumber=12 34
position=Minister
position=Colonel
address=Road 1, Goma, 99, Congo (Democratic Republic)
country=cd
gender=male
notes=Hair: Grey
alias=Aram VENN
birthDate=1959-06`

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

func TestTable(t *testing.T) {
	in := readtest.Text("ConList.csv", table, read.List, nil)
	if !uk.CSV().Detect("x.csv", in.Head) {
		t.Error("not detected")
	}
	store, report, err := readtest.Take(t, uk.CSV(), in)
	if err != nil || report.Read != 5 || report.Kept != 3 || report.Quarantined != 2 || report.Published != "2024-01-08" {
		t.Fatalf("%+v %v", report, err)
	}
	for id, want := range map[string]string{
		"uk-7172":  strings.Replace(person, "weakAlias=TALL ONE\nprogram=Afghanistan\ntopics=sanction\nname", "program=Afghanistan\ntopics=sanction\nweakAlias=TALL ONE\nname", 1),
		"uk-13601": "Vessel\nprogram=DPR Korea\ntopics=sanction\nname=QUAY STAR\nimoNumber=9074729\nflag=pa\ntype=Tanker\nbuildDate=1998",
		"uk-5":     "Organization\nprogram=Syria\ntopics=sanction\nname=HARBOUR TRADE FRONT\nincorporationDate=1999-03-12\ncountry=sy\nnotes=about it\npreviousName=QUAY FRONT",
		model.ID("uk-7172", "sanction"): "Sanction\nentity=uk-7172\nauthority=United Kingdom\nprogram=Afghanistan\nlistingDate=2001-04-02\nstartDate=2020-12-31\n" +
			"authorityId=AFG0001\nunscId=TAi.002\nreason=He led. And then some.",
		model.ID("uk-7172", "passport", "D0002", ""): "Passport\nholder=uk-7172\nnumber=D0002\ntype=passport\ndescription=expired",
	} {
		if got := told(store.ByID[id]); got != want {
			t.Errorf("%s is\n%s\nwant\n%s", id, got, want)
		}
	}
	for _, v := range store.ByID["uk-7172"].Values {
		if v.Text == "Aram Ilo VENN" && v.Origin.Line != 4 || v.Text == "TALL ONE" && v.Origin.Line != 3 {
			t.Errorf("%s stands on line %d", v.Text, v.Origin.Line)
		}
	}
}

const list = `<?xml version="1.0" encoding="utf-8"?><Designations><DateGenerated>02/05/2024</DateGenerated>
<Designation><LastUpdated>09/04/2025</LastUpdated><DateDesignated>25/02/2022</DateDesignated><UniqueID>AFG0001</UniqueID><OFSIGroupID>7172</OFSIGroupID><UNReferenceNumber>TAi.002</UNReferenceNumber>
<Names><Name><Name1>Aram</Name1><Name2>Ilo</Name2><Name6>VENN</Name6><NameType>Primary Name</NameType></Name>
<Name><Name6>TALL ONE</Name6><NameType>Alias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name></Names>
<NonLatinNames><NonLatinName><NameNonLatinScript>Арам Венн</NameNonLatinScript></NonLatinName></NonLatinNames>
<RegimeName>Afghanistan</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip><SanctionsImposed>Asset freeze</SanctionsImposed>
<Addresses><Address><AddressLine1>Road 1</AddressLine1><AddressLine6>Goma</AddressLine6><AddressCountry>Congo (Democratic Republic)</AddressCountry></Address></Addresses>
<IndividualDetails><Individual><DOBs><DOB>dd/mm/1971</DOB><DOB>24/10/1972</DOB></DOBs><Nationalities><Nationality>Rwanda</Nationality></Nationalities>
<PassportDetails><Passport><PassportNumber>D0009871</PassportNumber><PassportAdditionalInformation>expired</PassportAdditionalInformation></Passport></PassportDetails>
<Genders><Gender>Male</Gender></Genders><BirthDetails><Location><TownOfBirth>Goma</TownOfBirth><CountryOfBirth>Rwanda</CountryOfBirth></Location></BirthDetails></Individual></IndividualDetails></Designation>
<Designation><UniqueID>DPR0009</UniqueID><Names><Name><Name6>QUAY STAR</Name6><NameType>Primary Name</NameType></Name></Names><IndividualEntityShip>Ship</IndividualEntityShip>
<ShipDetails><Ship><IMONumbers><IMONumber>9074729</IMONumber></IMONumbers></Ship></ShipDetails></Designation>
<Designation><UniqueID>DPR0010</UniqueID></Designation></Designations>`

func TestDesignations(t *testing.T) {
	in := readtest.Text("l.xml", list, read.List, nil)
	if !uk.XML().Detect("l.xml", in.Head) {
		t.Error("not detected")
	}
	store, report, err := readtest.Take(t, uk.XML(), in)
	if err != nil || report.Read != 3 || report.Kept != 2 || report.Quarantined != 1 || report.Published != "2024-05-02" {
		t.Fatalf("%+v %v", report, err)
	}
	for id, want := range map[string]string{
		"uk-7172": "Person\nprogram=Afghanistan\ntopics=sanction\nname=Aram Ilo VENN\nfirstName=Aram\nlastName=VENN\nweakAlias=TALL ONE\nalias=Арам Венн\n" +
			"birthDate=1971\nbirthDate=1972-10-24\nbirthPlace=Goma\nbirthCountry=rw\nnationality=rw\ngender=male\npassportNumber=D0009871\n" +
			"address=Road 1, Goma, Congo (Democratic Republic)\ncountry=cd",
		"uk-DPR0009": "Vessel\ntopics=sanction\nname=QUAY STAR\nimoNumber=9074729",
		model.ID("uk-7172", "sanction"): "Sanction\nentity=uk-7172\nauthority=United Kingdom\nprogram=Afghanistan\nauthorityId=AFG0001\nunscId=TAi.002\n" +
			"provisions=Asset freeze\nstartDate=2022-02-25\nmodifiedAt=2025-04-09",
	} {
		if got := told(store.ByID[id]); got != want {
			t.Errorf("%s is\n%s\nwant\n%s", id, got, want)
		}
	}
}

func FuzzUK(f *testing.F) {
	f.Add(table)
	f.Add(list)
	f.Fuzz(func(t *testing.T, in string) {
		for _, format := range []read.Format{uk.CSV(), uk.XML()} {
			_, report, err := readtest.Take(t, format, readtest.Text("l", in, read.List, nil))
			if err == nil && report.Read == 0 {
				t.Errorf("nothing was read and nothing said: %+v", report)
			}
		}
	})
}
