using System.Collections.Immutable;

namespace AiProxy.Providers;

/// <summary>A request in a provider's wire format.</summary>
/// <param name="Body">The body, JSON.</param>
/// <param name="Unsupported">What of the request the format cannot express and the body therefore leaves out; empty when all of it is there.</param>
public sealed record WireRequest(ReadOnlyMemory<byte> Body, ImmutableArray<UnsupportedMember> Unsupported)
{
    /// <summary>
    /// What the body says as nearly as the format can: arguments of an earlier tool call that are not JSON, an effort between two of the format's,
    /// an image's <c>detail</c>. Worth naming in the answer, never a reason to refuse; empty when there is nothing.
    /// </summary>
    public ImmutableArray<UnsupportedMember> Altered { get; init; } = [];
}

/// <summary>A request member that a format cannot express, or not exactly.</summary>
/// <param name="Pointer">A JSON pointer into the OpenAI request, for example <c>/logit_bias</c>.</param>
/// <param name="Reason">Why, as a person reads it.</param>
public sealed record UnsupportedMember(string Pointer, string Reason);
