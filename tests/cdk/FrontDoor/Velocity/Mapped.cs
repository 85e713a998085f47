namespace AiProxy.Cdk.Tests.FrontDoor.Velocity;

/// <summary>What a mapping template made: its text, and the status and headers that it overrode.</summary>
internal sealed record Mapped(string Output, int? Status, IReadOnlyDictionary<string, string> Headers);
