using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>Coming, staying, moving and leaving.</summary>
public static class StandingRules
{
    public static Decision Register(string id, RegisterTechnician request, DateOnly today)
    {
        var skills = request.Skills.ConvertAll(code => new Skill(code, SkillLevel.Independent));
        var issues = IssuesOf(request.Name, request.InTradeSince, today).Concat(QualificationRules.IssuesOf(skills))
            .Concat(request.OwnHours is { } own ? AvailabilityRules.IssuesOf(own) : []).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        return new TechnicianRegistered(id, request.BranchId, request.Name.Trim(), QualificationRules.Written(skills), request.InTradeSince, request.OwnHours);
    }

    public static Decision Amend(Technician technician, AmendTechnician request, DateOnly today)
    {
        var issues = IssuesOf(request.Name, request.InTradeSince, today).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        var amended = new TechnicianAmended(request.Name.Trim(), request.InTradeSince);
        return amended == new TechnicianAmended(technician.Name, technician.Qualifications.InTradeSince) ? Decision.NothingToDo : amended;
    }

    /// <summary>A transfer completes only when all tools are handed in (S1 P1 6.6); appointments ahead are the old branch's.</summary>
    public static Decision Move(Technician technician, MoveTechnician request, DateTimeOffset now)
    {
        if (MustBelongToTheCompany(technician) is { } left) return left;
        if (request.BranchId == technician.BranchId) return Decision.NothingToDo;
        if (ToolRules.MustHaveHandedInAll(technician) is { } tools) return tools;
        var ahead = technician.Appointments.Ahead(now).Where(a => a.BranchId == technician.BranchId).ToArray();
        if (MayBeHandedBack(ahead, request.HandBack, now) is { } refusal) return refusal;
        return Decision.Of(
        [
            .. BookingRules.HandBack(ahead, HandBackCause.Move, now),
            // At home nobody is lent.
            .. technician.Availability.Loans.Where(loan => !loan.IsOver && loan.BranchId == request.BranchId).Select(loan => new LoanEnded(loan.Id, now)),
            new TechnicianMoved(technician.BranchId, request.BranchId),
        ]);
    }

    /// <summary>The whole branch is handed over: he goes with it, tools and all, and his appointments stay.</summary>
    public static Decision HandOver(Technician technician, string from, string to, DateTimeOffset now) =>
        technician.BranchId != from || from == to
            ? Decision.NothingToDo
            : Decision.Of(
            [
                .. technician.Availability.Loans.Where(loan => !loan.IsOver && loan.BranchId == to).Select(loan => new LoanEnded(loan.Id, now)),
                new TechnicianMoved(from, to),
            ]);

    public static Decision Leave(Technician technician, LeaveCompany request, DateTimeOffset now)
    {
        if (technician.HasLeft) return Decision.NothingToDo;
        if (ToolRules.MustHaveHandedInAll(technician) is { } tools) return tools;
        var ahead = technician.Appointments.Ahead(now).ToArray();
        if (MayBeHandedBack(ahead, request.HandBack, now) is { } refusal) return refusal;
        return Decision.Of(
        [
            .. BookingRules.HandBack(ahead, HandBackCause.Leaving, now),
            .. technician.Availability.Loans.Where(loan => !loan.IsOver).Select(loan => new LoanEnded(loan.Id, now < loan.To ? now : loan.To)),
            new TechnicianLeft(now, request.Reason),
        ]);
    }

    public static Decision ComeBack(Technician technician) => technician.HasLeft ? new TechnicianCameBack() : Decision.NothingToDo;

    public static TechnicianHasLeft? MustBelongToTheCompany(Technician technician) =>
        technician.LeftAt is { } at ? new TechnicianHasLeft(technician.Id, at) : null;

    /// <summary>What has begun is brought to an end on the spot; for what is ahead somebody has to say that it may go back to be scheduled again.</summary>
    public static AppointmentsAhead? MayBeHandedBack(IReadOnlyCollection<Appointment> appointments, bool handBack, DateTimeOffset now)
    {
        var ahead = appointments.Where(a => !handBack || a.From <= now).OrderBy(a => a.From).ToArray();
        return ahead.Length == 0 ? null : new AppointmentsAhead(ahead.Length, ahead[0].From, ahead[0].To, ahead[0].From > now);
    }

    private static IEnumerable<InputIssue> IssuesOf(string name, DateOnly? inTradeSince, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(name)) yield return new("name", "REQUIRED");
        if (inTradeSince > today) yield return new("inTradeSince", "IN_THE_FUTURE");
    }
}

/// <summary>The technician left the company.</summary>
[GenerateSerializer, Immutable, Alias("TechnicianHasLeft")]
public sealed record TechnicianHasLeft([property: Id(0)] string TechnicianId, [property: Id(1)] DateTimeOffset Since) : Refusal;

/// <summary>There are appointments in the time concerned; the first is from <paramref name="From"/> to <paramref name="To"/>.</summary>
/// <param name="MayBeHandedBack">They go back to be scheduled again if that is asked for; false: the first has begun and is to be ended on the spot.</param>
[GenerateSerializer, Immutable, Alias("AppointmentsAhead")]
public sealed record AppointmentsAhead(
    [property: Id(0)] int Count, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To, [property: Id(3)] bool MayBeHandedBack) : Refusal;
