namespace AWS.Lambda.Powertools.Idempotency;

/// <summary>The parameter is the payload that the idempotency key is made of, where the handler takes more than the event and the context.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class IdempotencyKeyAttribute : Attribute;
