"""What commands tell of a session: its answers, its history, what is open, what does not fit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from interview.phrases import LONGEST, named, short, shown
from interview.text import one_line

if TYPE_CHECKING:
    from interview.address import Address
    from interview.engine import Engine
    from interview.history import Entry
    from interview.printer import Printer
    from interview.question import Question


def answers(printer: Printer, engine: Engine) -> None:
    """Tell every section with its answers and what is open."""
    printer.blank()
    for section in engine.questionnaire.section:
        printer.text(section.title, "title")
        for group in engine.groups(section.id):
            if group.item:
                place = f"{section.item} {engine.state.position(group)}"
                printer.text(f"  {place}: {engine.title(group)}", "strong")
            for name, question in engine.questions(group).items():
                _answer(printer, engine, group.at(name), question)
    if aside := engine.set_aside():
        printer.text("Set aside (their questions do not apply now)", "title")
        for address in aside:
            printer.text(f"    {named(engine, address)}", "aside")
    misfits(printer, engine)


def _answer(printer: Printer, engine: Engine, address: Address, question: Question) -> None:
    """Tell one question and its answer on one line."""
    state = engine.state
    mark, style = "✓", "done"
    answer = state.answers.get(address)
    said = shown(engine, question, answer.value) if answer else ""
    if address in engine.stale_in(address.group):
        mark, style = "↻", "warning"
    elif address in state.postponed:
        mark, style, said = "…", "warning", f"left open: {state.postponed[address]}".strip(": ")
    elif not answer:
        mark, style = ("○", "missing") if question.required else ("·", "aside")
        said = "open" if question.required else "optional"
    name = f"{address.question:<22}"
    printer.line((f"    {mark} ", style), (name, "aside"), (said, ""), cut=True)


def misfits(printer: Printer, engine: Engine) -> None:
    """Tell the answers that this questionnaire has no question for."""
    if engine.misfits:
        printer.text(
            "Answers that do not fit this questionnaire; they stay in the session:", "warning"
        )
    for one in engine.misfits.values():
        said = one_line(json.dumps(one.value, ensure_ascii=False))
        printer.text(f"  {one.address}: {said[:LONGEST]} ({one.why})", "warning")


def left_open(printer: Printer, engine: Engine) -> None:
    """Tell the questions that were left open, with their notes."""
    for address, note in engine.state.postponed.items():
        if engine.question(address):
            where = named(engine, address)
            printer.text(f"Left open: {where}" + (f" ({note})" if note else ""), "warning")


def entry(printer: Printer, one: Entry, dated: bool = True) -> None:
    """Tell one line of a history: when, what, where, from where, old and new value."""
    old, new = short(one.old), short(one.new)
    change = f"{old} → {new}" if old and new else new or (f"was {old}" if old else "")
    printer.line(
        (f"{one.at:%Y-%m-%d %H:%M}  " if dated else "", "aside"),
        (one.what, "strong"),
        (f" {one.where}" if one.where else "", ""),
        (f" ({one.origin})" if one.origin else "", "aside"),
        (f": {change}" if change else "", ""),
    )
