"""Our own Rasa server: Rasa 3.6 on loopback, behind the gateway, and it keeps nobody's words.

``python -m bot.rasa --port N`` starts it. What each module is for, and what it costs:
docs/decisions/0003-our-rasa-server.md.
"""
