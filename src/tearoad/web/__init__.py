"""The page kit: base templates, errors as answers, language, the registry of extension points. No features."""
