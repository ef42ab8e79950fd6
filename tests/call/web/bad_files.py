"""Fifty kinds of file that the public form must not take: field, name, content."""

from __future__ import annotations

import io
import zipfile

from tests.office.files import pdfs

PDF = pdfs.PLAIN
PNG = b"\x89PNG\r\n\x1a\n"


def _zip(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


def _pdf(inside: bytes) -> bytes:
    return pdfs.of_objects(pdfs.CATALOGUE % inside, pdfs.PAGES, pdfs.PAGE)


_PROGRAMS = (
    ("setup.exe", b"MZ\x90\x00" + b"\x00" * 60),
    ("run.elf", b"\x7fELF\x02\x01\x01" + b"\x00" * 60),
    ("mac", b"\xcf\xfa\xed\xfe" + b"\x00" * 60),
    ("a.class", b"\xca\xfe\xba\xbe" + b"\x00" * 60),
    ("a.jar", _zip("META-INF/MANIFEST.MF")),
    ("a.apk", _zip("AndroidManifest.xml")),
    ("a.sh", b"#!/bin/sh\nrm -rf /\n"),
    ("a.bat", b"@echo off\r\n"),
    ("a.ps1", b"Invoke-WebRequest x"),
    ("a.py", b"import os"),
    ("a.js", b"alert(1)"),
    ("a.vbs", b'MsgBox "x"'),
    ("a.php", b"<?php system('x'); ?>"),
    ("a.msi", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 60),
    ("a.dll", b"MZ" + b"\x00" * 60),
    ("a.wasm", b"\x00asm\x01\x00\x00\x00"),
    ("a.lnk", b"L\x00\x00\x00\x01\x14\x02\x00"),
)
_PAGES = (
    ("a.html", b"<!doctype html><script>alert(1)</script>"),
    ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ("a.xml", b"<?xml version='1.0'?><a/>"),
    ("a.mht", b"MIME-Version: 1.0\n"),
    ("a.eml", b"From: x\n"),
    ("a.txt", b"only a text"),
    ("a.csv", b"a,b\n=1+1,2\n"),
    ("a.json", b"{}"),
    ("a.rtf", b"{\\rtf1 x}"),
    ("a.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"),
    ("a.vcf", b"BEGIN:VCARD\nEND:VCARD\n"),
)
_PACKED = (
    ("a.zip", _zip("a.txt")),
    ("a.docx", _zip("word/document.xml")),
    ("a.docm", _zip("word/document.xml", "word/vbaProject.bin")),
    ("a.xlsx", _zip("xl/workbook.xml")),
    ("a.xlsm", _zip("xl/workbook.xml", "xl/vbaProject.bin")),
    ("a.ods", _zip("content.xml")),
    ("a.rar", b"Rar!\x1a\x07\x00"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c"),
    ("a.gz", b"\x1f\x8b\x08\x00"),
    ("a.iso", b"\x00" * 32769 + b"CD001"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W" * 60),
)
_MEDIA = (
    ("a.gif", b"GIF89a" + b"\x00" * 20),
    ("a.bmp", b"BM" + b"\x00" * 40),
    ("a.tiff", b"II*\x00" + b"\x00" * 20),
    ("a.mp4", b"\x00\x00\x00\x18ftypmp42"),
    ("a.mp3", b"ID3\x03\x00\x00"),
    ("a.heic", b"\x00\x00\x00\x18ftypheic"),
)
_DISGUISED = (
    ("paper.pdf", b"MZ\x90\x00 a program that says it is a paper\x00"),
    ("photo.jpg", b"<script>alert(1)</script>"),
    ("picture.png", PNG + b"no picture at all"),
    ("paper.pdf.exe", PDF),
    ("paper", PDF),
    ("picture.jpg", PDF),
    ("empty.pdf", b""),
    ("broken.pdf", b"%PDF-1.4 and then nothing"),
    ("script.pdf", _pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")),
    ("hidden.pdf", _pdf(b"/OpenAction << /S /J#61vaScript >>")),
    ("packed.pdf", pdfs.SCRIPTED),
    ("launch.pdf", _pdf(b"/A << /S /Launch /F (cmd.exe) >>")),
    ("attached.pdf", _pdf(b"/EF << /F 2 0 R >> /Type /EmbeddedFile ")),
    ("locked.pdf", _pdf(b"/Encrypt 5 0 R")),
    ("both.pdf", PDF + _zip("a.txt") + b"%%EOF"),
    ("large.pdf", PDF + b" " * 5_000_001),
)
BAD = (
    *(("certificate", name, content) for name, content in (*_PROGRAMS, *_PAGES, *_PACKED, *_MEDIA, *_DISGUISED)),
    ("photo", "paper.pdf", PDF),
)
