using AiProxy.Authorize.Keys;
using AiProxy.Contracts.Payloads;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.APIGatewayEvents;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Authorize;

/// <summary>
/// The Lambda that says who is asking: API Gateway's authorizer, TOKEN or REQUEST, on the Authorization header. It allows, or it throws: an answer that
/// denies would be a 403 for what is a 401.
/// </summary>
internal sealed class AuthorizeFunction(KeyCheck keys)
{
    private const string Header = "Authorization";

    /// <summary>Allows the API's methods to who has a good key, and tells the integration who that is.</summary>
    /// <exception cref="UnauthorizedException">The key is missing, malformed, unknown, revoked or expired, or its secret is another: API Gateway answers 401.</exception>
    /// <exception cref="StorageUnavailableException">The key could not be looked up: API Gateway answers 500, and nobody gets in.</exception>
    [LambdaFunction]
    [Logging]
    public async Task<APIGatewayCustomAuthorizerResponse> Authorize(APIGatewayCustomAuthorizerRequest request)
    {
        KeyRecord caller = await keys.CheckAsync(request.AuthorizationToken ?? HeaderOf(request));
        return Allowance.Of(caller, request.MethodArn);
    }

    private static string? HeaderOf(APIGatewayCustomAuthorizerRequest request) =>
        request.Headers?.FirstOrDefault(header => header.Key.Equals(Header, StringComparison.OrdinalIgnoreCase)).Value;
}
