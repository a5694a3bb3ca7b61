"""A made-up year of several territories, to judge rankings by what becomes of people and missions.

`world` draws who lives where and what they like, `year` lets them come, look, ask and be answered, `rankers` are the
ways of ordering a page, `optimum` is the best that could be done, `measures` says how it went.
"""
