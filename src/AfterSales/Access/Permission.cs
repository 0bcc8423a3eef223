namespace AfterSales.Access;

/// <summary>What may be done or seen. Every field of the schema names one; who holds it stands in <see cref="Permissions"/>.</summary>
public enum Permission
{
    /// <summary>One's own account: who am I, my tokens.</summary>
    UseOwnAccount,

    /// <summary>What a signed link itself allows: everybody holds it, and the field checks the link.</summary>
    FollowSignedLink,
    SeeTickets,
    RegisterTickets,
    DispatchTickets,
    ServeTickets,
    CompleteTickets,
    SeeCustomers,
    KeepCustomerFiles,
    ImportCustomers,
    SeeTechnicians,
    ManageTechnicians,
    SeeBranches,
    ManageBranches,
    ManageAccounts,
    SeeFollowUps,
    RecordFollowUps,
    AssignFollowUps,
    SeeAbsences,
    NameSubstitutes,
    SeeSurveys,
    SendSurveys,
    SeeComplaints,
    TakeComplaints,
    AnswerComplaints,
    SeeEnquiries,
    TakeEnquiries,
    SeeContracts,
    KeepContracts,
    SeeTasks,
    WorkTasks,
    SeePolicies,
    ManagePolicies,
    SeePerformance,
    OperateService,
    MoveDemoTime,
    SeeCatalogue,
    ManageCatalogue,

    /// <summary>Recording that an authority found a part to have failed abnormally early.</summary>
    JudgeFaults,
}

/// <summary>Which role holds which permission. A permission that is not listed for a role is not held.</summary>
public static class Permissions
{
    private static readonly Permission[] Everyone = [Permission.UseOwnAccount, Permission.SeeBranches, Permission.SeePolicies, Permission.SeeCatalogue];

    private static readonly Permission[] BranchStaff =
        [.. Everyone, Permission.SeeTickets, Permission.SeeCustomers, Permission.SeeTechnicians, Permission.SeeFollowUps,
            Permission.SeeContracts, Permission.SeeTasks, Permission.WorkTasks, Permission.SeeAbsences, Permission.SeeEnquiries];

    private static readonly Dictionary<Role, IReadOnlySet<Permission>> ByRole = new()
    {
        [Role.Receptionist] = Set(BranchStaff, Permission.RegisterTickets, Permission.KeepCustomerFiles, Permission.TakeEnquiries, Permission.SeeComplaints,
            Permission.TakeComplaints),
        [Role.Dispatcher] = Set(BranchStaff, Permission.RegisterTickets, Permission.DispatchTickets, Permission.ServeTickets,
            Permission.CompleteTickets, Permission.KeepCustomerFiles, Permission.ImportCustomers, Permission.SeePerformance, Permission.KeepContracts,
            Permission.AssignFollowUps, Permission.NameSubstitutes, Permission.SeeSurveys, Permission.TakeEnquiries),
        [Role.Technician] = Set(Everyone, Permission.SeeTickets, Permission.SeeCustomers, Permission.ServeTickets),
        [Role.FollowUpAgent] = Set(BranchStaff, Permission.RegisterTickets, Permission.RecordFollowUps, Permission.KeepCustomerFiles, Permission.KeepContracts,
            Permission.SeeSurveys, Permission.SendSurveys, Permission.TakeEnquiries, Permission.SeeComplaints, Permission.TakeComplaints),
        [Role.Storekeeper] = Set(Everyone, Permission.SeeTickets, Permission.SeeTasks, Permission.WorkTasks),
        [Role.Accountant] = Set(Everyone, Permission.SeeTickets, Permission.SeeCustomers, Permission.SeeContracts, Permission.SeeTasks, Permission.WorkTasks),
        [Role.BranchManager] = Set(BranchStaff, Permission.RegisterTickets, Permission.DispatchTickets, Permission.CompleteTickets,
            Permission.KeepCustomerFiles, Permission.ImportCustomers, Permission.ManageTechnicians, Permission.RecordFollowUps,
            Permission.SeePerformance, Permission.KeepContracts, Permission.AssignFollowUps, Permission.NameSubstitutes, Permission.SeeSurveys,
            Permission.TakeEnquiries, Permission.SeeComplaints),
        [Role.ComplaintOfficer] = Set(BranchStaff, Permission.SeeSurveys, Permission.SeeComplaints, Permission.TakeComplaints, Permission.AnswerComplaints),
        [Role.QualityEngineer] = Set(BranchStaff, Permission.SeePerformance, Permission.SeeSurveys, Permission.SeeComplaints, Permission.JudgeFaults),
        [Role.Inspector] = Set(Everyone),
        [Role.ServiceDirector] = Set(BranchStaff, Permission.SeePerformance, Permission.ManagePolicies, Permission.SeeSurveys, Permission.SendSurveys,
            Permission.SeeComplaints, Permission.TakeComplaints, Permission.AnswerComplaints, Permission.ManageCatalogue, Permission.JudgeFaults),
        [Role.DepartmentMember] = Set(Everyone, Permission.SeeTasks, Permission.WorkTasks),
        [Role.ProjectManager] = Set(BranchStaff),
        [Role.Supplier] = Set([Permission.UseOwnAccount, Permission.SeeCatalogue]),
        [Role.Dealer] = Set([Permission.UseOwnAccount, Permission.SeeCatalogue]),
        [Role.SalesManager] = Set(BranchStaff, Permission.TakeEnquiries),
        [Role.Administrator] = Set(BranchStaff, Permission.ManageBranches, Permission.ManageAccounts, Permission.ManageTechnicians,
            Permission.ManagePolicies, Permission.ImportCustomers, Permission.KeepCustomerFiles, Permission.SeePerformance, Permission.OperateService, Permission.MoveDemoTime, Permission.KeepContracts, Permission.ManageCatalogue),
    };

    /// <summary>Held without any role, and without a log-in.</summary>
    public static IReadOnlySet<Permission> OfEverybody { get; } = Set([Permission.FollowSignedLink]);

    public static IReadOnlySet<Permission> Of(Role role) => ByRole[role];

    private static HashSet<Permission> Set(IEnumerable<Permission> shared, params Permission[] own) => [.. shared, .. own];
}
