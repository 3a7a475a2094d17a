using System.Text.Json;
using LogsProcessor.Intake.Callers;

namespace LogsProcessor.Functions.Intake;

/// <summary>
/// Who calls, as API Gateway or the function URL has checked it before the function: by a token (JWT or Cognito authorizer), by IAM, or
/// by an authorizer of one's own. Nothing that a caller sends is looked at.
/// </summary>
internal static class EventCaller
{
    private const string AssumedRole = ":assumed-role/";

    /// <summary>The caller, or null where nobody has checked one.</summary>
    /// <param name="context">The event's <c>requestContext</c>.</param>
    /// <param name="claim">The claim that says who it is; it belongs to the token's issuer.</param>
    internal static Caller? Of(JsonElement? context, string claim)
    {
        var authorizer = HttpEvent.Member(context, "authorizer");
        var claims =
            HttpEvent.Member(HttpEvent.Member(authorizer, "jwt"), "claims") ?? HttpEvent.Member(authorizer, "claims");
        if (claims is not null)
        {
            // A token without the claim is nobody's: IAM does not stand in for it.
            return HttpEvent.Text(claims, claim) is { Length: > 0 } identity
                ? Caller.Known($"jwt {HttpEvent.Text(claims, "iss")}", identity)
                : null;
        }

        // All who sign in to an identity pool have one role: it is the identity that tells them apart.
        var iam = HttpEvent.Member(authorizer, "iam");
        var member =
            HttpEvent.Text(HttpEvent.Member(iam, "cognitoIdentity"), "identityId")
            ?? HttpEvent.Text(HttpEvent.Member(context, "identity"), "cognitoIdentityId");
        if (member is { Length: > 0 })
        {
            return Caller.Known("cognito", member);
        }

        var arn = HttpEvent.Text(iam, "userArn") ?? HttpEvent.Text(HttpEvent.Member(context, "identity"), "userArn");
        if (arn is { Length: > 0 })
        {
            return Caller.Known("iam", WithoutSession(arn));
        }

        // An HTTP API tells nothing of an authorizer's answer but its context.
        var principal =
            HttpEvent.Text(authorizer, "principalId")
            ?? HttpEvent.Text(HttpEvent.Member(authorizer, "lambda"), "principalId");
        return principal is { Length: > 0 } ? Caller.Known("authorizer", principal) : null;
    }

    /// <summary>
    /// <c>arn:aws:sts::123456789012:assumed-role/role/session</c> without the session, whose name its holder chooses: who may assume the
    /// role could else be anybody.
    /// </summary>
    private static string WithoutSession(string arn)
    {
        var role = arn.IndexOf(AssumedRole, StringComparison.Ordinal);
        var session = role < 0 ? -1 : arn.IndexOf('/', role + AssumedRole.Length);
        return session < 0 ? arn : arn[..session];
    }
}
