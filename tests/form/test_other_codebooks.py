"""Nothing in the form knows an offence, a figure or a breakdown by name."""

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from exchange.core.codebook import Breakdown, Category, Reporter, Status
from exchange.core.form import Form
from exchange.workbook.form import write_form
from tests.form.places import cell, choices, validation


def said(text):
    return dict.fromkeys(("nl", "en", "pap-CW", "pap-AW"), text)


def opened(form):
    return load_workbook(BytesIO(write_form(form, "en")))


def test_a_new_breakdown_has_its_block_on_its_offence_s_sheet(codebook):
    classes = (Category("day", said("By day")), Category("night", said("By night")))
    hour = Breakdown("hour", said("by hour"), ("smuggling_investigations",), classes, "any")
    book = replace(codebook, breakdowns={**codebook.breakdowns, "hour": hour})
    made = opened(Form(book, "aruba", 2024))
    value = cell(made, "smuggling_investigations_hour_night")
    assert value.parent.title == "Smuggling"
    assert "Police investigations by hour" in {c.value for row in value.parent for c in row}


def test_a_new_status_is_in_the_list_and_on_the_first_sheet(codebook):
    status = Status("lost", said("lost in a storm"), value=False, obs="L", conf="F")
    book = replace(codebook, statuses={**codebook.statuses, "lost": status})
    made = opened(Form(book, "aruba", 2024))
    (rule,) = validation(made, "trafficking_victims_status")
    assert "lost in a storm" in choices(made, rule)
    assert "lost in a storm" in {c.value for row in made["Start"] for c in row}


def test_a_new_reporter_has_a_form(codebook):
    saba = Reporter("saba-alone", said("Saba & Co"), ("en",), "America/Kralendijk", "X")
    made = opened(Form(replace(codebook, reporters={"saba-alone": saba}), "saba-alone", 2030))
    assert cell(made, "reporter").value == "saba-alone"
    assert made["Figures"].oddFooter.left.text == "Saba && Co 2030"


def test_one_offence_and_three_have_a_form(codebook):
    only = {"smuggling": codebook.offences["smuggling"]}
    made = opened(Form(replace(codebook, offences=only), "aruba", 2024))
    assert made.sheetnames == ["Start", "Figures", "Smuggling", "Definitions", "Lists"]

    third = only["smuggling"]._replace(slug="piracy")
    figures = {
        slug: figure._replace(definitions={**figure.definitions, "piracy": said("Taken at sea.")})
        for slug, figure in codebook.figures.items()
    }
    offences = {**codebook.offences, "piracy": third}
    made = opened(Form(replace(codebook, offences=offences, figures=figures), "aruba", 2024))
    assert made.sheetnames[2:5] == ["Trafficking", "Smuggling", "Smuggling 2"]
    assert cell(made, "piracy_verdicts").parent.title == "Figures"


def test_titles_are_cut_and_freed_of_what_no_sheet_may_be_called(codebook):
    long = codebook.offences["smuggling"]._replace(
        short=said("Everything: [that] could/happen " * 3)
    )
    offences = {**codebook.offences, "smuggling": long}
    made = opened(Form(replace(codebook, offences=offences), "aruba", 2024))
    assert made.sheetnames[3] == "Everything that couldhappen Eve"
