"""(essay to come)"""
