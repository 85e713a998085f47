using System.Collections.Immutable;

namespace AiProxy.Gateway;

/// <summary>What the front door answers.</summary>
/// <param name="RequestId">The id that every log line and the execution carry.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Names in lower case, content-type included.</param>
/// <param name="Body">The body, JSON.</param>
public sealed record GatewayResponse(string RequestId, int Status, ImmutableSortedDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
