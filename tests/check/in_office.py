"""Run by the system's own Python, which has UNO: a form as somebody may change it in LibreOffice.

Takes the name of a pipe, the file to change and the file to write. Protection is lifted first, for
LibreOffice inserts nothing on a protected sheet; then rows and columns are inserted everywhere and
all sheets get other names.
"""

import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise TimeoutError(pipe)


def option(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def change(document):
    for number in range(document.Sheets.Count):
        sheet = document.Sheets.getByIndex(number)
        sheet.unprotect("")
        sheet.Rows.insertByIndex(8, 3)
        sheet.Rows.insertByIndex(1, 1)
        sheet.Columns.insertByIndex(3, 2)
        sheet.Columns.insertByIndex(0, 1)
        sheet.Name = f"Kid's sheet {number}"


def main(pipe, before, after):
    context = connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    hidden = (option("Hidden", True),)
    document = desktop.loadComponentFromURL(Path(before).as_uri(), "_blank", 0, hidden)
    change(document)
    document.storeToURL(Path(after).as_uri(), (option("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    desktop.terminate()


main(*sys.argv[1:])
