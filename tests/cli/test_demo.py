"""The demonstration leaves what it says it leaves."""

from pathlib import Path

from exchange.cli import demo

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def test_the_demonstration_goes_the_whole_way_and_says_where(tmp_path, monkeypatch, capsys):
    (tmp_path / "samples").symlink_to(SAMPLES, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    demo.main()
    told = capsys.readouterr().out
    assert "The sample returns: 20 accepted" in told
    for name in ("overview.xlsx", "overview.csv", "overview.json", "overview.sdmx.csv"):
        assert str(Path("var/comparison") / name) in told
        assert (tmp_path / "var/comparison" / name).stat().st_size > 0
    assert len(list((tmp_path / "var/forms").glob("*.xlsx"))) == 5
