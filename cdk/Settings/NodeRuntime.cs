namespace AiProxy.Cdk.Settings;

/// <summary>Node, in which the construct library runs. Without it the library fails with a message about a pipe.</summary>
internal static class NodeRuntime
{
    private static readonly string[] Names = ["node", "node.exe"];

    /// <summary>Whether there is one on the <c>PATH</c>.</summary>
    public static bool IsThere => (System.Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => Names.Any(name => File.Exists(Path.Combine(folder, name))));

    /// <exception cref="StackInputException">There is none.</exception>
    public static void Require()
    {
        if (!IsThere)
            throw new StackInputException("Node is not on the PATH; the CDK's construct library runs in it. Install Node 22 or later: https://nodejs.org/.");
    }
}
