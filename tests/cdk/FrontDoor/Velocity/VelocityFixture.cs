using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace AiProxy.Cdk.Tests.FrontDoor.Velocity;

/// <summary>
/// Apache Velocity, which API Gateway runs mapping templates with, in a Java process: Debian's packages <c>velocity</c> and <c>liboro-java</c>, and a
/// JDK. Tests skip where they are not installed.
/// </summary>
public sealed class VelocityFixture : IDisposable
{
    private static readonly string[] Jars = ["velocity.jar", "commons-lang.jar", "commons-collections3.jar", "oro.jar"];
    private readonly Lazy<Process> _process = new(Start);

    private static string Folder => "/usr/share/java";

    /// <summary>Runs one template.</summary>
    internal Mapped Run(string template, string body, object context, IReadOnlyDictionary<string, string>? headers = null)
    {
        string request = JsonSerializer.Serialize(new { template, body, context, headers = headers ?? new Dictionary<string, string>() });
        _process.Value.StandardInput.WriteLine(Convert.ToBase64String(Encoding.UTF8.GetBytes(request)));
        string line = _process.Value.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_process.Value.StandardError.ReadToEnd());
        JsonElement answer = JsonElement.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(line)));
        return new(
            answer.GetProperty("output").GetString()!,
            answer.GetProperty("status") is { ValueKind: JsonValueKind.Number } status ? status.GetInt32() : null,
            answer.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!));
    }

    public void Dispose()
    {
        if (!_process.IsValueCreated)
            return;
        // It ends with its input.
        _process.Value.StandardInput.Close();
        if (!_process.Value.WaitForExit(TimeSpan.FromSeconds(10)))
            _process.Value.Kill();
        _process.Value.Dispose();
    }

    private static Process Start()
    {
        string? missing = Jars.Select(jar => Path.Combine(Folder, jar)).FirstOrDefault(jar => !File.Exists(jar));
        Assert.SkipWhen(missing is not null, $"There is no {missing}: apt-get install velocity liboro-java.");
        Assert.SkipUnless(File.Exists("/usr/bin/javac"), "There is no JDK: apt-get install default-jdk-headless.");
        string source = Path.Combine(Deployment.Project.Root, "tests", "cdk", "FrontDoor", "Velocity", "MappingTemplates.java");
        var start = new ProcessStartInfo("java", ["-XX:TieredStopAtLevel=1", "-cp", string.Join(':', Jars.Select(jar => Path.Combine(Folder, jar))), source])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
