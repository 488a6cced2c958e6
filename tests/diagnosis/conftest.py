"""Two articles in files, to be pointed at."""

from __future__ import annotations

from pathlib import Path

import pytest

POST = """\
Home | News | Weather

Norway and Chile signed the salmon treaty on 4 May 2016. It was a sunny day: all were glad.

Norway proposed the fisheries council.
It was a sunny day for the fleet.
"""
ECHO = """\
The salmon treaty was signed on 9 June 2016.
Chile proposed the fisheries council.
Peru plans to sign the whaling treaty in May.
"""


@pytest.fixture(scope="session")
def post(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article with blank lines, and words that stand twice."""
    file = tmp_path_factory.mktemp("a: b") / "post.txt"  # a colon and a space in the path
    file.write_text(POST, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def echo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article that contradicts it."""
    file = tmp_path_factory.mktemp("echo") / "echo.txt"
    file.write_text(ECHO, encoding="utf-8")
    return file
