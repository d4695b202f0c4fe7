"""Cells of a form by their defined names."""


def cell(workbook, name):
    ((sheet, address),) = workbook.defined_names[name].destinations
    return workbook[sheet][address.replace("$", "")]


def validation(workbook, name, among=None):
    """The rules that hold a named cell."""
    found = cell(workbook, name)
    rules = found.parent.data_validations.dataValidation
    return [rule for rule in rules if found.coordinate in rule.sqref]


def choices(workbook, rule):
    """What a list offers, read from the cells it points to."""
    sheet, cells = rule.formula1.rsplit("!", 1)
    column = workbook[sheet.strip("'")][cells.replace("$", "")]
    rows = column if isinstance(column, tuple) else ((column,),)
    return [c.value for (c,) in rows]
