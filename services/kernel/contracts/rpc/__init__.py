"""Calling services over the broker: the wire of nameko, from plain threads."""

from services.kernel.contracts.refused import Refused
from services.kernel.contracts.rpc.client import RpcClient
from services.kernel.contracts.rpc.faults import Away, DeadlinePassed, ServiceFault
from services.kernel.contracts.rpc.pending import PendingCall

__all__ = ["Away", "DeadlinePassed", "PendingCall", "Refused", "RpcClient", "ServiceFault"]
