"""What each finding says: what was found, what was expected, what to do next.

The key is the finding's stable code. ``{cells}`` are the addresses in the file as sent,
``{found}`` what was written there, ``{figure}`` the figure's name; other blanks are the finding's
facts.
"""

from __future__ import annotations

from typing import Final

from exchange.wording.file_texts import FILE_TEXTS
from exchange.wording.translator import N_

CELL_TEXTS: Final[dict[str, str]] = {
    "negative": N_(
        "You wrote “{found}”. A count cannot be below zero. Write the number without the minus "
        "sign, or leave the cell empty and choose a reason in the status column."
    ),
    "not-whole": N_(
        "You wrote “{found}”. Persons and cases are counted in whole numbers. Write the whole "
        "number; if it is an estimate, choose “estimated” in the status column."
    ),
    "too-large": N_(
        "You wrote “{found}”, which has too many digits to be a count. Look for a digit too many, "
        "or two numbers pasted into one cell."
    ),
    "date": N_(
        "The cell holds a date, {day}; a number was expected. The spreadsheet may have made a date "
        "of something like “3-4”. Write the number again, with digits only."
    ),
    "percent": N_(
        "You wrote “{found}” as a percentage; a number of persons or cases was expected. Write the "
        "number again, without a percent sign."
    ),
    "true-or-false": N_(
        "The cell holds “{found}”, a yes-or-no value; a number was expected. Write the number, "
        "or choose a reason in the status column."
    ),
    "cell-error": N_(
        "The cell shows the error “{found}”; a number was expected. Write the number itself, or "
        "leave the cell empty and choose a reason in the status column."
    ),
    "formula-without-result": N_(
        "{cells} has a formula without a result. Open the file in Excel, let it calculate, save "
        "it, and send it again; or write the number itself."
    ),
    "not-a-number": N_(
        "You wrote “{found}”; a whole number was expected. Write the number, or leave the cell "
        "empty and choose a reason in the status column. Remarks go into the note."
    ),
    "zero-or-missing": N_(
        "You wrote “{found}”, which can mean two things. If it was counted and there were none, "
        "write 0. If it was not counted, leave the cell empty and choose “not available” in the "
        "status column."
    ),
    "thousands-or-decimals": N_(
        "You wrote “{found}”, which can be read as thousands or as a decimal fraction. Write the "
        "number with digits only, without dots or commas."
    ),
    "range": N_(
        "You wrote “{found}”, a range; one number was expected. Write one number and choose "
        "“estimated” in the status column, and put the range into the note."
    ),
    "bound": N_(
        "You wrote “{found}”. Among the coordinators exact numbers are exchanged; small ones are "
        "hidden before anything goes further. Write the exact number, or choose “withheld” in the "
        "status column."
    ),
    "about": N_("You wrote “{found}”. Write {digits} and choose “estimated” in the status column."),
    "marked-number": N_(
        "You wrote “{found}”. Write {digits} alone; choose “estimated” or “provisional” in the "
        "status column if that is what the mark means, and put remarks into the note."
    ),
    "unknown-status": N_(
        "“{found}” is not one of the statuses. Choose one from the list in the cell, or leave it "
        "empty if the number was simply counted."
    ),
    "unknown-basis": N_(
        "“{found}” is not one of the bases of this figure. Choose one from the list in the cell; "
        "left empty, it means “{first_basis}”."
    ),
    "value-and-reason": N_(
        "The cell says “{found}”, and beside it the status says “{status}”: a number and a reason "
        "for having none. Keep one of them: take out the number, or choose another status."
    ),
    "two-reasons": N_(
        "The cell says “{found}” ({typed}), and beside it the status says “{status}”. Keep one of "
        "the two reasons."
    ),
    "flag-without-value": N_(
        "The status says “{status}”, but there is no number. Write the number, or choose a status "
        "that says why there is none."
    ),
    "included-where": N_(
        "The status says that the number is included elsewhere, but not where. Begin the note with "
        "the area or the figure in which it is counted, for example “{example}”."
    ),
    "yes-or-no": N_(
        "You wrote “{found}”; yes or no was expected. Choose one from the list in the cell."
    ),
    "merged-cells": N_(
        "{cells}: merged with other cells, so it cannot be told which number belongs where. "
        "Undo the merge (Home › Merge & Center) and write each number into its own cell."
    ),
    "cell-twice": N_(
        "The file holds the cell {cells} twice, with two contents. Open it in Excel, look at the "
        "cell, save the file, and send it again."
    ),
    "understood-as-number": N_("You wrote “{found}” as text; we read the number {value}."),
    "understood-as-reason": N_("You wrote “{found}”; we read “{status}”."),
    "formula-result": N_("{cells} holds a formula; we took its stored result, {found}."),
}

ACROSS_TEXTS: Final[dict[str, str]] = {
    "blank": N_(
        "{offence}: empty at {cells}, while other figures are filled in. Write 0 if you know there "
        "were none; otherwise choose a reason in the status column: “not available”, “not "
        "applicable” or “to follow”."
    ),
    "nothing-filled-in": N_(
        "Nothing is filled in. Write the figures on the sheet with the ten figures, or choose a "
        "reason for each in the status column."
    ),
    "not-delivered": N_(
        "{offence}: nothing is filled in, so it counts as not delivered yet. You can deliver it "
        "later with the same form."
    ),
    "breakdown-does-not-add-up": N_(
        "{figure}: the classes ({breakdown}) add up to {sum}, the total says {total}. {gap} "
        "Correct a class or the total; what is not known goes into the class “Unknown”. If one "
        "person can stand in several classes, answer “yes” under “Do classes overlap?”."
    ),
    "islands-do-not-add-up": N_(
        "{figure}: the islands add up to {sum}, the total says {total}. {gap} Correct one of "
        "them, or tell us why: one case can touch two islands."
    ),
    "breakdown-incomplete": N_(
        "{figure}: {given} of {of} classes ({breakdown}) are filled in. That is allowed; with all "
        "of them filled in, the breakdown can be added up and compared."
    ),
    "prosecutions-above-suspects": N_(
        "{offence}: {high} prosecuted, {low} suspects. Correct one of them, or tell us why: "
        "cases can cross years."
    ),
    "verdicts-above-prosecutions": N_(
        "{offence}: {high} verdicts, {low} prosecuted. Correct one of them, or tell us why: "
        "cases can cross years."
    ),
    "victims-without-investigation": N_(
        "{offence}: {high} victims, but 0 police investigations. Correct one of them, or tell us "
        "why."
    ),
    "jump": N_(
        "{figure}: {old} became {new}. Take out a digit too many or add the missing one, or tell "
        "us why it changed so much."
    ),
    "zero-after-not-available": N_(
        "{figure}: 0 this year, “not available” last year. A zero says that it was counted and "
        "there were none. Choose “not available” if it was not counted, or tell us that it was."
    ),
    "not-available-after-zero": N_(
        "{figure}: “not available” this year, 0 last year. Write the number if it was counted, or "
        "tell us why it no longer is."
    ),
    "changed-since-last-version": N_(
        "{figure}: “{old}” in the version before, “{new}” now. Correct it, or tell us why it "
        "changed."
    ),
    "same-figures-for-both-offences": N_(
        "Both offences have the same five numbers ({values}). Look whether one column was copied "
        "into the other, or tell us that they are right."
    ),
    "basis-changed": N_(
        "{figure}: counted as “{new}”, last year as “{old}”. Choose last year's basis; or choose "
        "the status “definition differs” or “break in series”; or tell us why."
    ),
    "why-not-available": N_(
        "{figure} is not available. A few words in the note help to remove the obstacle: not "
        "collected, not received from the police or the prosecutor, legally barred, or other."
    ),
}

FORM_TEXTS: Final[dict[str, str]] = {
    "not-our-form": N_(
        "This workbook is not a form of the exchange: it has none of the form's cells. Download "
        "the form for your area and year and fill that in."
    ),
    "names-missing": N_(
        "The form's hidden cell names are gone; that happens when sheets are copied into another "
        "workbook. Your figures are still there: get the copy with marks, which is a fresh form "
        "with your figures in it, look it through, and send that."
    ),
    "cells-missing": N_(
        "{count} cells of the form are gone ({names}); rows or columns were probably "
        "deleted. Get the copy with marks, which is a fresh form with your other figures in it, "
        "complete it, and send that."
    ),
    "name-twice": N_(
        "The cell name “{found}” points at two cells, or two names at one cell, so it cannot be "
        "told which cell counts. "
        "Download the form anew, copy your figures into it, and send that."
    ),
    "other-form": N_(
        "This form follows “{found}”; the exchange now uses “{expected}”. Download the current "
        "form and copy your figures into it."
    ),
    "unknown-reporter": N_(
        "The start sheet says “{found}” where the area stands; the areas are {areas}. Download "
        "the form for your area and copy your figures into it."
    ),
    "unknown-year": N_(
        "The start sheet says “{found}” where the year stands; a year from {first} on was "
        "expected in which your area reports. Download the form for the year you mean."
    ),
    "foreign-sheet": N_(
        "The sheet “{found}” is not part of the form. It is not read. Take it out if it holds "
        "anything about persons."
    ),
    "comments": N_(
        "The sheet “{found}” has comments. They are not read. Take them out if they say anything "
        "about persons."
    ),
    "authors": N_(
        "The file's properties name “{found}”. Remove the name under File › Info › Check "
        "for Issues › Inspect Document if it should not travel with the figures."
    ),
    "hidden-cells": N_(
        "{cells}: in hidden rows or columns, but filled in. They are read like the others; show "
        "them and look whether they are right."
    ),
    "day-unclear": N_(
        "We do not understand “{found}” as the day on which figures for {year} were drawn. Write a "
        "date from {year} on, such as {after}-03-31, or leave the cell empty."
    ),
    "far-cells": N_(
        "{cells}: far away from the rest of the form. Look what stands there, and delete it if it "
        "does not belong to it."
    ),
    "external-links": N_(
        "The workbook has links to other files. They are not followed; write numbers rather than "
        "links."
    ),
}

TEXTS: Final[dict[str, str]] = {**FILE_TEXTS, **FORM_TEXTS, **CELL_TEXTS, **ACROSS_TEXTS}
