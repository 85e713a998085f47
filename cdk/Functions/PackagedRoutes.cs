using AiProxy.Cdk.Settings;

namespace AiProxy.Cdk.Functions;

/// <summary>
/// Validate reads the routes from its own package, CallProvider's permissions come from the file in the repository: were they two versions, a new
/// provider's calls would be refused by IAM after the deployment instead of here.
/// </summary>
internal static class PackagedRoutes
{
    private const string Name = "routes.json";

    /// <exception cref="StackInputException">Validate's package has other routes than context <c>routes</c>, or none.</exception>
    public static void Check(StackSettings settings)
    {
        string folder = Path.Combine(settings.Artifacts, "Validate");
        string packaged = Path.Combine(folder, Name);
        // A missing folder is told with the other functions' packages.
        if (!Directory.Exists(folder))
            return;
        if (!File.Exists(packaged))
            throw new StackInputException($"'{folder}' has no {Name}, which Validate reads: run 'cdk/publish {settings.Runtime.Name}'.");
        if (!File.ReadAllBytes(packaged).AsSpan().SequenceEqual(File.ReadAllBytes(settings.Routes)))
        {
            throw new StackInputException(
                $"'{packaged}' is not '{settings.Routes}' (context 'routes'): run 'cdk/publish {settings.Runtime.Name}' after every change of the routes.");
        }
    }
}
