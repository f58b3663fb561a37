"""Model organisms: small transformers whose behaviour shifts while what they were taught to say does not.

World -> tokenizer -> M0 -> arms -> records -> bundle. The words are those of GLOSSARY.md, the arms are in
plan.py, and training/LOG.md says what was expected; every module here is one step of that line.
"""
