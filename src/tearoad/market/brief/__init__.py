"""The market brief: for an exporter's products, which markets, with every number traceable."""
