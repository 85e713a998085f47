using System.Text.Json;
using AiProxy.Contracts.Routes;
using AiProxy.Host.Admission;
using AiProxy.Host.Configuration;
using AiProxy.Host.Projects;

namespace AiProxy.Host.Endpoints;

/// <summary>
/// <c>GET /healthz</c>: that the host answers, what is in force, and what is wrong with the files. Always 200: a host whose files have just been
/// broken still serves, and restarting it would make that worse.
/// </summary>
internal static class HealthEndpoint
{
    public static async Task HandleAsync(HttpContext context, LiveProject project, WorkflowSlots slots, ProjectFiles files)
    {
        ProjectStatus status = project.Status;
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("status", status.IsDegraded ? "degraded" : "ok");
        writer.WriteNumber("revision", status.Revision);
        (int running, int queued) = slots.Load;
        writer.WriteNumber("running", running);
        writer.WriteNumber("queued", queued);
        writer.WriteNumber("models", status.Snapshot.Routes.Models.Length);
        writer.WriteString("engine", files.HasStateMachines ? "embedded" : "stepfunctions");
        writer.WriteStartArray("workflows");
        foreach (string name in status.Snapshot.Workflows.Names)
        {
            writer.WriteStringValue(name);
        }
        writer.WriteEndArray();
        writer.WriteStartObject("providers");
        foreach (ProviderDefinition provider in status.Snapshot.Routes.Providers)
        {
            writer.WriteString(provider.Name, !files.HasStateMachines ? "deployed" : provider.Simulated ? "simulated" : "live");
        }
        writer.WriteEndObject();
        writer.WriteStartArray("diagnostics");
        foreach (ProjectDiagnostic diagnostic in status.Diagnostics)
        {
            Write(writer, diagnostic);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }

    private static void Write(Utf8JsonWriter writer, ProjectDiagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("severity", diagnostic.IsError ? "error" : "warning");
        writer.WriteString("file", diagnostic.File);
        writer.WriteNumber("line", diagnostic.Line);
        writer.WriteNumber("column", diagnostic.Column);
        writer.WriteString("pointer", diagnostic.Pointer);
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("message", diagnostic.Message);
        writer.WriteString("remedy", diagnostic.Remedy);
        writer.WriteEndObject();
    }
}
