using System.Text.Json;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// What the authorizer handed on, by key. Read from JSON, values are <see cref="JsonElement"/>; API Gateway makes strings of numbers
/// and booleans on the way.
/// </summary>
public class APIGatewayCustomAuthorizerContext : Dictionary<string, object>
{
    private Dictionary<string, string>? _claims;

    /// <summary>The claims of a Cognito authorizer that are strings; empty without.</summary>
    public Dictionary<string, string> Claims
    {
        get => _claims ??= ReadClaims();
        set => _claims = value;
    }

    private Dictionary<string, string> ReadClaims() =>
        TryGetValue("claims", out var value) && value is JsonElement { ValueKind: JsonValueKind.Object } claims
            ? claims.EnumerateObject()
                .Where(claim => claim.Value.ValueKind == JsonValueKind.String)
                .ToDictionary(claim => claim.Name, claim => claim.Value.GetString()!)
            : [];
}
