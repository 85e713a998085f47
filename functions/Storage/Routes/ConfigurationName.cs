namespace AiProxy.Storage.Routes;

/// <summary>Which configuration of AppConfig holds the routes.</summary>
/// <param name="Application">The application's id or name.</param>
/// <param name="Environment">The environment's id or name.</param>
/// <param name="Profile">The configuration profile's id or name.</param>
internal sealed record ConfigurationName(string Application, string Environment, string Profile)
{
    /// <summary>Names the configuration: <c>application/environment/profile</c>.</summary>
    public const string Variable = "ROUTES_APPCONFIG";

    /// <exception cref="InvalidOperationException">It is not three parts.</exception>
    public static ConfigurationName Parse(string text) => text.Split('/') is [{ Length: > 0 } application, { Length: > 0 } environment, { Length: > 0 } profile]
        ? new ConfigurationName(application, environment, profile)
        : throw new InvalidOperationException($"{Variable} is '{text}'; it must be application/environment/profile, AppConfig's ids or names.");

    public override string ToString() => $"{Application}/{Environment}/{Profile}";
}
