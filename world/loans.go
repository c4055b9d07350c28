package world

// borrow is instalments of running loans, new loans, and small purchases on credit.
func (t *town) borrow(now today, i int, p *person) {
	d := t.loanDice
	if p.is(hasLoan) && now.dom == int(p.loanDay) && !p.is(quiet) {
		paid := now.day
		if d.percent(2) {
			paid += d.between(3, 40) // late, and now and then not at all
		}
		if d.chance(1500) {
			paid = -1
		}
		t.due(i, int(p.lender), "loan-old-"+num(i+1), int(p.loan), now.day, paid)
	}
	if p.is(quiet) {
		return
	}
	if now.day > 95 && d.chance(200) && p.role != student {
		cents := d.low(10, 150) * 10_000
		stated := int(p.income) * d.between(95, 130) / 100
		t.grant(i, pick(d, t.kinds[lender]), now.day, cents, stated, func(k int) int { return d.n(6) - 2 })
	}
	if d.chance(500) {
		t.onCredit(now, i)
	}
}

// grant plans a loan: the grant, the money, and two years of monthly instalments, as far as the
// records reach. late says for the k-th
// instalment how many days late it is paid; below zero in time, unpaid when it is `never`.
func (t *town) grant(i, lender, day, cents, stated int, late func(k int) int) []*line {
	d := t.loanDice
	at := moment(d, day, 9, 17)
	loan := t.number("loan")
	l := record("LoanGrant", at).set("borrower", personID(i)).set("lender", firmID(lender)).set("loan", loan).euros(cents).
		set("product", "consumer loan").set("channel", pick(d, []string{"online", "online", "branch"}))
	if stated > 0 {
		l.money("statedIncome", stated)
	}
	lines := []*line{t.plan(l), t.plan(t.payment(at+int64(d.between(60, 7200)), firmID(lender), personID(i), cents, "loan"))}
	for k := 0; k < 24 && day+30*(k+1) < t.days; k++ {
		due := day + 30*(k+1)
		paid := -1
		if days := late(k); days != never {
			paid = due + days
		}
		lines = append(lines, t.due(i, lender, loan, cents/24, due, paid))
	}
	return lines
}

// never marks an instalment that is not paid.
const never = 1000

// due plans an instalment, seen on its due date; a paid day below zero means unpaid.
func (t *town) due(i, lender int, agreement string, cents, day, paid int) *line {
	d := t.loanDice
	l := record("Due", moment(d, day, 0, 1)).set("debtor", personID(i)).set("creditor", firmID(lender)).set("agreement", agreement).
		set("agreementKind", "loan").euros(cents).date("dueDate", day)
	if paid >= 0 {
		l.date("paidAt", paid)
	}
	return t.plan(l)
}

// onCredit is a purchase paid in three parts: a small loan that never reaches the buyer's hands.
func (t *town) onCredit(now today, i int) {
	d := t.loanDice
	for range d.between(1, 3) {
		day, shop, cents := now.day+d.n(30), pick(d, t.kinds[lender]), d.low(8, 90)*1000
		if day >= t.days {
			continue
		}
		loan := t.number("loan")
		t.plan(record("LoanGrant", open24(d, day)).set("borrower", personID(i)).set("lender", firmID(shop)).set("loan", loan).
			euros(cents).set("product", "instalment purchase").set("channel", "online"))
		for k := 1; k <= 3; k++ {
			if due := day + 30*k; due < t.days {
				t.due(i, shop, loan, cents/3, due, due+d.low(0, 12)-3)
			}
		}
	}
}
