using Akka.Actor;

namespace Chat.Actors.Edge;

/// <summary>A connected device as other actors know it, on any node.</summary>
/// <param name="Id">Unique on its node.</param>
/// <param name="Connection">Its <see cref="ConnectionActor"/>.</param>
/// <param name="Hub">Its node's <see cref="Rooms.RelayHub"/>: what a room says to it goes that way.</param>
public sealed record DeviceRef(ConnectionId Id, IActorRef Connection, IActorRef Hub);

/// <summary>A request that wants one reply.</summary>
/// <param name="Device">Who asked.</param>
/// <param name="Ticket">Its place among the device's requests.</param>
/// <param name="Re">The <c>id</c> the client gave it.</param>
/// <param name="Trace">The context of its trace; null where there is none.</param>
public sealed record RequestRef(DeviceRef Device, long Ticket, long Re, string? Trace = null);

/// <summary>A refusal: an expected failure, told to the asker.</summary>
/// <param name="Code">One of <see cref="Protocol.ErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Field">The request's field at fault, where there is one.</param>
/// <param name="RetryAfterMs">Milliseconds after which to try again, where that may help.</param>
public sealed record Refusal(string Code, string Message, string? Field = null, long? RetryAfterMs = null);
