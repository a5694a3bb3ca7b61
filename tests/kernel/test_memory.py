"""Throwaway servers are in memory only where there is room, in a folder that is ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kernel import memory
from kernel.memory import folder_in_memory


def test_in_memory_where_there_is_room_and_the_folder_is_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MEMORY", tmp_path)
    monkeypatch.setattr(memory, "ROOM", 1)
    usual = Path("/home/anne/maillage/var/test")
    ours = folder_in_memory(or_else=usual)
    assert ours.parent == tmp_path
    assert ours != folder_in_memory(or_else=usual.parent), "each checkout has its own"
    ours.mkdir()
    assert folder_in_memory(or_else=usual) == ours
    somebody_else = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: somebody_else)
    theirs = folder_in_memory(or_else=usual)
    theirs.mkdir()  # by us, who are not they
    assert theirs != usual
    assert folder_in_memory(or_else=usual) == usual


def test_on_the_disk_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Path("/home/anne/maillage/var/test")
    monkeypatch.setattr(memory, "MEMORY", tmp_path / "none")
    assert folder_in_memory(or_else=usual) == usual
    monkeypatch.setattr(memory, "MEMORY", tmp_path)
    monkeypatch.setattr(memory, "ROOM", 2**63)
    assert folder_in_memory(or_else=usual) == usual
