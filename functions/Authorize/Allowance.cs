using AiProxy.Authorize.Keys;
using Amazon.Lambda.APIGatewayEvents;

namespace AiProxy.Authorize;

/// <summary>What a good key is answered with.</summary>
internal static class Allowance
{
    /// <summary>
    /// A policy for every method of the API's stage, because API Gateway may keep it for the caller's next request, which can be to another method.
    /// Which routes the caller may use is Gateway's to enforce: the authorizer does not see the body.
    /// </summary>
    public static APIGatewayCustomAuthorizerResponse Of(KeyRecord caller, string? methodArn) => new()
    {
        PrincipalID = caller.Caller,
        PolicyDocument = new APIGatewayCustomAuthorizerPolicy
        {
            Statement =
            [
                new APIGatewayCustomAuthorizerPolicy.IAMPolicyStatement
                {
                    Effect = "Allow",
                    Action = ["execute-api:Invoke"],
                    Resource = [EveryMethodOf(methodArn)],
                },
            ],
        },
        Context = new APIGatewayCustomAuthorizerContextOutput
        {
            ["caller"] = caller.Caller,
            ["routes"] = caller.Routes.IsDefault ? "*" : string.Join(' ', caller.Routes),
            ["keyId"] = caller.Id,
        },
        UsageIdentifierKey = caller.UsageKey,
    };

    // arn:aws:execute-api:region:account:api/stage/METHOD/path
    private static string EveryMethodOf(string? methodArn) => methodArn?.Split('/') is [{ Length: > 0 } api, { Length: > 0 } stage, _, ..]
        ? $"{api}/{stage}/*"
        : throw new InvalidOperationException("The event's methodArn is not that of a REST API's method.");
}
