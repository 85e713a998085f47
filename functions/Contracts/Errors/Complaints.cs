namespace AiProxy.Contracts.Errors;

/// <summary>Answering complaints over HTTP.</summary>
public static class Complaints
{
    /// <summary>OpenAI's shape has one message and one <c>param</c>: the first complaint is named precisely, the others are counted and pointed at.</summary>
    /// <param name="complaints">At least one.</param>
    public static OpenAiError ToError(this IReadOnlyList<Complaint> complaints)
    {
        Complaint first = complaints[0];
        string others = (complaints.Count - 1) switch
        {
            0 => "",
            1 => $" One more problem: {complaints[1].Pointer}.",
            int more => $" {more} more problems: {string.Join(", ", complaints.Skip(1).Take(5).Select(c => c.Pointer))}{(more > 5 ? " ..." : ".")}",
        };
        return new OpenAiError
        {
            Status = first.Status,
            Type = "invalid_request_error",
            Code = first.Code,
            Param = first.Pointer,
            Message = first.Text + others,
        };
    }
}
