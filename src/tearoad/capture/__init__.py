"""The meeting itself: what a firm writes down about each visitor, on any phone, with no network, and never loses."""

from tearoad.capture.fields import FIELDS, SCHEMA, Field, Kind, Part, Value
from tearoad.capture.files import Attached, Digest, FileKind
from tearoad.capture.reading import Unusable, document_of, lost_a_person, revision_of, sent_in
from tearoad.capture.report import FieldRevisions, Report, report_of, reports_of
from tearoad.capture.revision import ReportId, Revision, RevisionId, digest_of

__all__ = [
    "FIELDS",
    "SCHEMA",
    "Attached",
    "Digest",
    "Field",
    "FieldRevisions",
    "FileKind",
    "Kind",
    "Part",
    "Report",
    "ReportId",
    "Revision",
    "RevisionId",
    "Unusable",
    "Value",
    "digest_of",
    "document_of",
    "lost_a_person",
    "report_of",
    "reports_of",
    "revision_of",
    "sent_in",
]
