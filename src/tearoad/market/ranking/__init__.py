"""Markets ranked for an exporter and a product: features, weights fitted on earlier years, intervals, a back-test."""
