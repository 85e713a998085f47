using AiProxy.Contracts.Callers;

namespace AiProxy.Gateway.Callers;

/// <summary>Who is asking, as whoever vouches for it has said.</summary>
/// <param name="Name">The caller's name; scopes its idempotency keys.</param>
/// <param name="Scope">What it may ask for.</param>
public sealed record Caller(string Name, CallerScope Scope);
