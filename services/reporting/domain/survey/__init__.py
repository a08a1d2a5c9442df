"""Surveys (利用アンケート): the state machine SM-14 of requirements.md and the answers to them."""
