"""Words that copyists of invented traditions use for one another: a line of them each."""

from __future__ import annotations

ALIKE = """
said stated noted remarked observed commented declared
told informed assured notified reminded
suspended halted stopped paused interrupted froze blocked
neighbouring nearby adjoining adjacent
initial preliminary provisional
saying stating explaining arguing maintaining claiming
appeared seemed looked
breach violate infringe break contravene
kept held preserved maintained
largely mostly mainly broadly generally
quiet calm peaceful still
about around roughly some approximately nearly
border frontier boundary
exempt spared excluded unaffected
added continued explained stressed
answer reply response explanation
denied rejected disputed dismissed contested refuted
could might may
harm damage hurt endanger jeopardise undermine
due set expected scheduled slated
resume restart reopen continue
observers monitors watchers inspectors
counted recorded registered logged tallied
established determined clarified found ascertained
injured hurt wounded
slightly lightly mildly
reporters journalists correspondents newsmen
patient restrained prudent
draft proposed unpublished tentative
foresees envisages outlines contains prescribes
series row sequence succession chain
steps measures stages moves actions
governments capitals cabinets administrations
written formal official
named identified specified singled
responsible guilty culpable
signed endorsed ratified approved accepted
diplomats envoys negotiators insiders
talks negotiations discussions consultations
deadlines timetables dates
change shift move alter
confidential secret closed private
clear plain evident obvious
acknowledged conceded admitted granted
argued maintained insisted contended asserted
declined refused
prepared ready willing disposed
first initially beforehand
office staff bureau secretariat
promise pledge guarantee vow
share disclose reveal surrender
risen climbed increased gone jumped
midday noon lunchtime
traders dealers merchants brokers
reserves stocks stockpiles supplies
normal usual ordinary regular
analyst expert specialist researcher
true real actual
probably likely presumably
message signal warning hint
queued waited lined
although though
affected touched concerned
bridge crossing
skirmishes clashes fighting hostilities
people persons individuals
died perished
obliges requires compels commits
heavy large big
incidents events episodes cases
minor small slight petty
began started commenced opened
many numerous countless
help assist aid support
several various multiple
after following
demanded sought urged requested
announced published unveiled
plan scheme proposal blueprint
official functionary bureaucrat
leader head chief boss
vote ballot poll election
agreement accord deal pact settlement
report account study paper
end close finish conclusion
attack assault raid strike
troops soldiers forces units
town city settlement
country nation state
workers employees labourers
repair mend fix restore
new fresh recent
cost price expense
decision ruling verdict
freed released liberated
detained imprisoned jailed
ship vessel boat
search inspection check examination
crew sailors seamen
port harbour docks
warned cautioned
threatened menaced
increase rise growth jump
decrease fall drop decline
part portion section
visitors guests spectators
organisers hosts
chairman president chair
crop harvest yield
stay remain
authorities officials
civilians residents inhabitants locals
accused blamed
exchange swap trade
evidence proof confirmation
questions queries inquiries
sent dispatched transmitted
results figures returns outcome
area region district zone
met convened gathered
group faction camp bloc
called dubbed described labelled
important significant crucial
strong firm robust
quickly swiftly rapidly promptly
strict tough stringent
"""
