using System.Text;
using AiProxy.Simulators.Behaviours;

namespace AiProxy.Simulators;

/// <summary>What the faults look like that need words.</summary>
internal static class Faults
{
    public static SimulatedError ErrorFor(Fault fault, SimulatedModel model) => fault switch
    {
        Fault.Auth => new SimulatedError(ErrorKind.Auth, 401, "Simulated: the key is not valid."),
        Fault.Quota => new SimulatedError(ErrorKind.Quota, 429, "Simulated: the account has no credit left.", RetryAfter: model.RetryAfter, RetryAsDate: model.RetryAsDate),
        Fault.Context => new SimulatedError(ErrorKind.Context, 400, "Simulated: the prompt is too long."),
        _ => new SimulatedError(ErrorKind.Status, model.Status ?? 500, $"Simulated failure with status {model.Status ?? 500}.", RetryAfter: model.RetryAfter, RetryAsDate: model.RetryAsDate),
    };

    public static SimulatedResponse Redirect() => new(307, default)
    {
        Headers = new Dictionary<string, string> { ["location"] = "https://elsewhere.invalid/v1/chat/completions" },
    };

    public static SimulatedResponse HtmlPage(int status) =>
        new(status, Encoding.UTF8.GetBytes($"<html>\r\n<head><title>{status} Bad Gateway</title></head>\r\n<body><center><h1>{status} Bad Gateway</h1></center></body>\r\n</html>\r\n"))
        {
            ContentType = "text/html",
        };
}
