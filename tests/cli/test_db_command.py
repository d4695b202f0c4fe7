"""``exchange db``, and what every command says of a database that will not do."""

from sqlalchemy import text

from tests.cli.service import empty, prepared


def test_a_database_is_made_and_then_has_nothing_to_be_done(tmp_path):
    host = empty(tmp_path)
    made = host.run("db", "upgrade")
    assert (made.code, made.err) == (0, "")
    assert "now has today's schema" in made.out
    assert "nothing was to do" in host.run("db", "upgrade").out
    checked = host.run("db", "check")
    assert checked.code == 0
    assert "The database is whole" in checked.out


def test_a_check_lists_what_is_wrong(tmp_path):
    host = prepared(tmp_path)
    with host.store.writing() as connection:
        connection.execute(text("CREATE TABLE surplus (id INTEGER PRIMARY KEY)"))
    checked = host.run("db", "check")
    assert (checked.code, checked.out) == (1, "")
    assert "surplus" in checked.err


def test_an_empty_database_is_not_whole(tmp_path):
    checked = empty(tmp_path).run("db", "check")
    assert checked.code == 1
    assert "exchange db upgrade" in checked.err


def test_without_todays_schema_nothing_is_begun(tmp_path):
    told = empty(tmp_path).run("meeting", "list")
    assert (told.code, told.out) == (2, "")
    assert "Run “exchange db upgrade” first." in told.err


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "exchange.db").write_text("The figures of 2019, to be entered later.\n" * 20)
    told = empty(tmp_path).run("db", "check")
    assert told.code == 2
    assert "file is not a database" in told.err


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path):
    host = empty(tmp_path)
    address = "postgresql+psycopg://exchange:hidden-word@127.0.0.1:1/exchange"
    host.environment["EXCHANGE_DATABASE_URL"] = address
    told = host.run("db", "check")
    assert told.code == 2
    assert "does not answer" in told.err
    assert "hidden-word" not in told.err


def test_a_setting_that_makes_no_sense_is_named(tmp_path):
    host = prepared(tmp_path)
    host.environment["EXCHANGE_PUBLIC_URL"] = "exchange.example"
    host.environment["EXCHANGE_THREADS"] = "many"
    told = host.run("meeting", "list")
    assert told.code == 2
    assert "EXCHANGE_PUBLIC_URL is “exchange.example”" in told.err
    assert "EXCHANGE_THREADS is “many”" in told.err
