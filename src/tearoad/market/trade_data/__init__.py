"""Trade statistics as files: read, judged, kept as snapshots that never change."""
