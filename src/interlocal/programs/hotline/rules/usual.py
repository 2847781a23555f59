"""The categories to begin with: the three branches of occupational fraud, and what else hotlines hear of.

Source of the first three: Association of Certified Fraud Examiners, the fraud tree.
"""

USUAL_CATEGORIES = (
    ("asset-misappropriation", "Theft or misuse of money or property", "Robo o mal uso de dinero o bienes"),
    ("corruption", "Bribery, kickbacks or a conflict of interest", "Sobornos o conflicto de intereses"),
    ("financial-statement", "False books or reports", "Libros o informes falsos"),
    ("waste", "Waste of public money", "Desperdicio de dinero público"),
    ("abuse", "Abuse of office", "Abuso del cargo"),
    ("retaliation", "Retaliation against somebody who spoke up", "Represalias contra quien denunció"),
    ("safety", "Danger to people", "Peligro para las personas"),
    ("other", "Something else", "Otra cosa"),
)
