using System.Text.Json.Serialization;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// What a Lambda authorizer answers. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">the output</see>.
/// An authorizer that throws makes a 500; one that throws <c>Unauthorized</c>, a 401.
/// </summary>
public class APIGatewayCustomAuthorizerResponse
{
    /// <summary>Who calls.</summary>
    [JsonPropertyName("principalId")]
    public string? PrincipalID { get; set; }

    /// <summary>What the caller may do.</summary>
    [JsonPropertyName("policyDocument")]
    public APIGatewayCustomAuthorizerPolicy PolicyDocument { get; set; } = new();

    /// <summary>What the integration is told about the caller.</summary>
    [JsonPropertyName("context")]
    public APIGatewayCustomAuthorizerContextOutput? Context { get; set; }

    /// <summary>The value of the API key whose usage plan applies, where the API's key source is AUTHORIZER.</summary>
    [JsonPropertyName("usageIdentifierKey")]
    public string? UsageIdentifierKey { get; set; }
}
