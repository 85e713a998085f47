namespace AiProxy.Contracts.Routes.Config;

/// <summary>A value and the JSON pointer it was read from, so that a later complaint can name the place.</summary>
internal readonly record struct Sourced<T>(T Value, string Pointer);
