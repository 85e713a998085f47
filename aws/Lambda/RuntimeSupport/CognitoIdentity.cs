using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed record CognitoIdentity(string IdentityId, string IdentityPoolId) : ICognitoIdentity
{
    public static CognitoIdentity? Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return null;

        using var document = JsonDocument.Parse(json);
        return new CognitoIdentity(Of("cognitoIdentityId"), Of("cognitoIdentityPoolId"));

        string Of(string name) => document.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "";
    }
}
