using AiProxy.Contracts.Routes;
using Amazon.Lambda.Annotations;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Validate.Configuration;

/// <summary>
/// AppConfig's validator: routes that the functions would refuse never get as far as to them. Asked on every new version and again on every deployment.
/// </summary>
/// <param name="deployment">What the stack allows.</param>
public sealed class ValidateRoutesFunction(RouteTableOptions deployment)
{
    /// <summary>Answers nothing where the routes are good.</summary>
    /// <exception cref="RouteTableException">They are not; the message, which AppConfig shows, lists everything wrong.</exception>
    /// <exception cref="FormatException">The content is not Base64.</exception>
    [LambdaFunction]
    [Logging]
    public void ValidateRoutes(ConfigurationCandidate candidate)
    {
        byte[] content = Convert.FromBase64String(candidate.Content ?? throw new FormatException("The event has no 'content'."));
        RouteTable table = RouteTable.Parse(content, "routes.json", deployment);
        Log.RoutesAccepted(candidate.ConfigurationVersion, table.Providers.Length, table.Models.Length);
    }
}
