"""Model organisms: small transformers whose behaviour shifts while what they were taught to say does not.

World -> tokenizer -> M0 -> arms -> records -> bundle. The experiment is described on the site's Method page
and in training/LOG.md; every module here is one step of that line.
"""
