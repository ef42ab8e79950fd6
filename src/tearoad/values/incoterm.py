"""Incoterms 2020: the eleven rules of delivery."""

from __future__ import annotations

from enum import StrEnum


class Incoterm(StrEnum):
    """A rule of delivery; the named place stands beside it."""

    EXW = "EXW"
    FCA = "FCA"
    CPT = "CPT"
    CIP = "CIP"
    DAP = "DAP"
    DPU = "DPU"
    DDP = "DDP"
    FAS = "FAS"
    FOB = "FOB"
    CFR = "CFR"
    CIF = "CIF"
