"""The map of a brief: outlines of countries out of a file of the organisation, drawn without a network."""
